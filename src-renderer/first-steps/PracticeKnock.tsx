import { BellRing } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isOnline, ownCall } from '../../src-desk/core/selectors.ts'
import { useDesk, useFace } from '../face/face.ts'
import { useLanguage } from '../face/language.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { CheckField } from '../settings/CheckField.tsx'
import { useAnswer } from '../settings/use-answer.ts'

/** One press, and a visitor who is none knocks at this desk. */
export function PracticeKnock(): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const language = useLanguage()
  const isFree = useDesk((desk) => isOnline(desk) && ownCall(desk) === null && desk.knocks.length === 0)
  const isRunning = useDesk((desk) => desk.knocks.some(({ kind }) => kind === 'practice'))
  // An owner's question; nobody else is asked what to do with them.
  const [callOuts] = useAnswer('call-outs:list', null)
  const hasCallOuts = callOuts?.kind === 'ok' && callOuts.value.callOuts.some(({ isOn }) => isOn)
  const [withCallOuts, setWithCallOuts] = useState(false)
  const knock = (): void => {
    feedback.follow(client.request('practice:knock', { language, withCallOuts: hasCallOuts && withCallOuts }))
  }
  return (
    <div className="practice">
      <div className="first-step-words">
        <h3 className="first-step-title">{t('practice.title')}</h3>
        <p className="soft">{isRunning ? t('practice.running') : t('practice.detail')}</p>
        {hasCallOuts && (
          <CheckField label={t('practice.withCallOuts')} isOn={withCallOuts} onChange={setWithCallOuts} />
        )}
      </div>
      <IconButton icon={BellRing} label={t('practice.start')} onPress={isFree ? knock : undefined} size="large" />
    </div>
  )
}
