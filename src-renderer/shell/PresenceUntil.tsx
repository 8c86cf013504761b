import { Timer } from 'lucide-react'
import { useId, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../face/face.ts'
import { nextTimeOfDay } from '../../src-shared/time-of-day.ts'
import { hourMs, minuteMs } from '../../src-shared/duration.ts'

const spansMs = { halfHour: 30 * minuteMs, hour: hourMs }

/**
 * Says until when one is in a meeting or away: half an hour, an hour, a time of day by the room's clock, or nothing.
 */
export function PresenceUntil(props: {
  readonly timeZone: string
  /** Epoch ms of the server's clock; null takes the time back. */
  readonly choose?: ((untilMs: number | null) => void) | undefined
}): ReactNode {
  const { t } = useTranslation()
  const clockOffsetMs = useDesk((desk) => desk.clockOffsetMs)
  const id = useId()
  const popover = useRef<HTMLFormElement>(null)
  const [time, setTime] = useState('')
  const { choose } = props
  const serverNowMs = (): number => Math.round(Date.now() + clockOffsetMs)
  const answer = (untilMs: number | null): void => {
    // Browsers of 2023 know no popovers and show the choices in place.
    if (popover.current && 'hidePopover' in popover.current) popover.current.hidePopover()
    choose?.(untilMs)
  }
  return (
    <>
      <button type="button" className="presence-until" popoverTarget={id} disabled={!choose}>
        <Timer aria-hidden className="presence-eye" />
        <span>{t('presence.until')}</span>
      </button>
      <form
        ref={popover}
        id={id}
        popover="auto"
        className="until"
        aria-label={t('presence.until')}
        onSubmit={(event) => {
          event.preventDefault()
          const untilMs = nextTimeOfDay(time, serverNowMs(), props.timeZone)
          if (untilMs !== null) answer(untilMs)
        }}
      >
        <button type="button" className="button" onClick={() => answer(serverNowMs() + spansMs.halfHour)}>
          {t('presence.halfHour')}
        </button>
        <button type="button" className="button" onClick={() => answer(serverNowMs() + spansMs.hour)}>
          {t('presence.hour')}
        </button>
        <div className="until-time field">
          <label htmlFor={`${id}-time`}>{t('presence.untilTime')}</label>
          <input id={`${id}-time`} type="time" value={time} onChange={(event) => setTime(event.target.value)} />
          <button type="submit" className="button button-accent" disabled={time === ''}>
            {t('presence.setTime')}
          </button>
        </div>
        <button type="button" className="button" onClick={() => answer(null)}>
          {t('presence.openEnd')}
        </button>
      </form>
    </>
  )
}
