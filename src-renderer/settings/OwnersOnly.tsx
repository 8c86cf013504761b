import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isOwner } from '../../src-desk/core/selectors.ts'
import { useDesk } from '../face/face.ts'

/** What only an owner can change: at another desk it can be looked at, and says why nothing moves. */
export function OwnersOnly(props: { readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation()
  if (useDesk(isOwner)) return props.children
  return (
    <>
      <p className="soft owners-only">{t('settings.ownersOnly')}</p>
      <fieldset className="owners-only-contents" disabled>
        {props.children}
      </fieldset>
    </>
  )
}
