import type { ServerState } from '../../control/control-commands.ts'
import { countOf } from '../../command-line/print.ts'
import { bad, good, note, type Check, type Finding } from '../finding.ts'

/** Whether somebody is told when a visitor knocks. */
export const checkDesks: Check = ({ state }) => {
  if (!state) return []
  const ownTest = note(
    'desks',
    'Sound and notification rights are each desk’s own: its self-test (Settings → Self-test) tells.',
  )
  return [...state.rooms.flatMap((room) => judge(room, state.running !== null)), ownTest]
}

function judge({ room, desks, now }: ServerState['rooms'][number], isRunning: boolean): readonly Finding[] {
  if (desks === 0) {
    return [
      bad(
        room,
        `No desk is paired, so nobody is told of a knock. "konkon desk invite --room ${room}" prints a link for one.`,
      ),
    ]
  }
  if (!isRunning || !now)
    return [note(room, `Paired: ${countOf(desks, 'desk')}; whether one is there shows once the server runs.`)]
  return [judgeConnected(room, now), ...judgePresence(room, now)]
}

type Now = NonNullable<ServerState['rooms'][number]['now']>

function judgeConnected(room: string, { connected, locked }: Now): Finding {
  if (connected === 0)
    return bad(room, 'No desk is connected now, so nobody is told of a knock. Open one: the app, or the desk page.')
  if (locked === connected)
    return note(room, `Every connected desk’s screen is locked: a knock is heard there, not seen.`)
  return good(room, `Connected: ${countOf(connected, 'desk')}.`)
}

function judgePresence(room: string, { presence, isByHand }: Now): readonly Finding[] {
  if (presence !== 'closed') return []
  if (isByHand) return [bad(room, 'It was closed by hand, so a knock does not ring. Open it at a desk.')]
  return [note(room, 'It is closed now by its hours, so a knock does not ring.')]
}
