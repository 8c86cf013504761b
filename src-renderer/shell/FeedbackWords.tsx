import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { assertNever, type FailureCode } from '../../src-shared/result.ts'
import type { FeedbackText } from '../face/feedback.ts'
import type { Texts } from '../texts/texts-type.ts'

/** The sentence for what is said after an action. */
export function FeedbackWords(props: { readonly text: FeedbackText }): ReactNode {
  const { t } = useTranslation()
  const { text } = props
  switch (text.kind) {
    case 'failure':
      return t(`failures.${failureKey(text.code)}`)
    case 'device-kept':
      return t('call.switched.kept')
    case 'device-lost':
      return t('call.switched.lost')
    case 'share-failed':
      return t('call.shareFailed')
    case 'not-copied':
      return t('address.notCopied')
    case 'alert-shown':
      return t('alertTest.done')
    case 'desk-paired':
      return t('pairedDesk.added', { name: text.name || t('pairedDesk.unnamed') })
    case 'visitor-erased':
      return t('visits.erase.done', { count: text.visits })
    default:
      return assertNever(text)
  }
}

/** Failures that a person can do nothing about share one sentence. */
function failureKey(code: FailureCode): keyof Texts['failures'] {
  const isNobodysFault =
    code === 'unauthorised' ||
    code === 'unknown-room' ||
    code === 'blocked' ||
    code === 'protocol-mismatch' ||
    code === 'internal'
  return isNobodysFault ? 'other' : code
}
