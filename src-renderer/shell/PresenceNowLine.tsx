import { Eye } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PresenceSetting, Room } from '../../src-shared/room.ts'
import { useDesk } from '../face/face.ts'
import { useLanguage } from '../face/language.ts'
import { useNow } from '../face/now.ts'
import { PresenceUntil } from './PresenceUntil.tsx'
import { timeOfDay } from '../../src-shared/time-of-day.ts'

/** What visitors see now, until when, and the way to say until when. */
export function PresenceNowLine(props: {
  readonly room: Room
  readonly set?: ((setting: PresenceSetting) => void) | undefined
}): ReactNode {
  const { t } = useTranslation()
  const language = useLanguage()
  const { set } = props
  const nowMs = useNow() + useDesk((desk) => desk.clockOffsetMs)
  const { presenceNow, presenceSetting, rules } = props.room
  const presence = t(`presence.${presenceNow.presence}`)
  const until = presenceNow.untilMs
  const words =
    until === null
      ? t('presence.shown', { presence })
      : t(presenceNow.presence === 'closed' ? 'presence.closedUntil' : 'presence.shownUntil', {
          presence,
          time: timeOfDay(until, { nowMs, locale: language, timeZone: rules.hours.timeZone }),
        })
  const isAbsence =
    presenceSetting.kind === 'manual' &&
    (presenceSetting.presence === 'in-meeting' || presenceSetting.presence === 'away')
  return (
    <div className="presence-now">
      <output className="presence-shown">
        <Eye aria-hidden className="presence-eye" />
        <span>{words}</span>
      </output>
      {isAbsence && (
        <PresenceUntil
          timeZone={rules.hours.timeZone}
          choose={set && ((untilMs) => set({ ...presenceSetting, untilMs }))}
        />
      )}
    </div>
  )
}
