import { CalendarClock, Coffee, DoorClosed, DoorOpen, Users, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isOnline } from '../../src-desk/core/selectors.ts'
import { presences, type PresenceSetting, type Room } from '../../src-shared/room.ts'
import { useDesk, useFace } from '../face/face.ts'
import { PresenceNowLine } from './PresenceNowLine.tsx'

const icons = { open: DoorOpen, 'in-meeting': Users, away: Coffee, closed: DoorClosed }

/**
 * Whether anybody is there: set by hand or left to the opening hours in one click, and what visitors are told of it.
 */
export function PresenceSwitch(): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const room = useDesk((desk) => desk.room)
  const canSet = useDesk(isOnline)
  const set = (setting: PresenceSetting): void => feedback.follow(client.command({ kind: 'set-presence', setting }))
  const choice = (given: {
    name: 'automatic' | (typeof presences)[number]
    icon: LucideIcon
    setting: PresenceSetting
  }) => {
    const Icon = given.icon
    return (
      <button
        key={given.name}
        type="button"
        className={`presence-choice presence-${given.name}`}
        aria-pressed={room !== null && chosen(room) === given.name}
        disabled={!canSet}
        onClick={() => set(given.setting)}
      >
        <Icon aria-hidden className="presence-icon" />
        <span>{t(`presence.${given.name}`)}</span>
      </button>
    )
  }
  return (
    <div className="presence">
      {room && <PresenceNowLine room={room} set={canSet ? set : undefined} />}
      <fieldset className="presence-choices" aria-label={t('presence.label')}>
        {presences.map((presence) =>
          choice({ name: presence, icon: icons[presence], setting: { kind: 'manual', presence, untilMs: null } }),
        )}
        {room?.rules.hours.isUsed && choice({ name: 'automatic', icon: CalendarClock, setting: { kind: 'automatic' } })}
      </fieldset>
    </div>
  )
}

/** Without opening hours there is nothing to follow: automatic is then the same as open. */
function chosen(room: Room): 'automatic' | (typeof presences)[number] {
  if (room.presenceSetting.kind === 'manual') return room.presenceSetting.presence
  return room.rules.hours.isUsed ? 'automatic' : 'open'
}
