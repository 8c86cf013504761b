import type { KnockId } from '../../src-shared/ids.ts'
import { isUnanswered, type DeskKnock } from '../../src-shared/knock.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { Clock } from '../../src-shared/clock.ts'

export type EscalationsDeps = {
  readonly clock: Clock
  /** Null never escalates. */
  readonly getAfterMs: () => number | null
  readonly listKnocks: () => readonly DeskKnock[]
  readonly escalate: (knock: DeskKnock) => void
}

/** Escalates knocks that nobody has acted on for a while, once per wait. */
export type Escalations = {
  /** Call when a knock has begun to wait, or has stopped waiting. */
  readonly follow: () => void
  readonly dispose: () => void
}

/** While somebody waits: the rules may change, and a lost visitor may come back. */
const recheckMs = 5_000

export function createEscalations({ clock, getAfterMs, listKnocks, escalate }: EscalationsDeps): Escalations {
  /** Per escalated knock, when that wait began. */
  const escalated = new Map<KnockId, number>()
  let cancelTimer: Unsubscribe = () => undefined
  // What was due before a restart was called out before it.
  for (const { knock, sinceMs } of listOwed().filter(isDue)) escalated.set(knock.id, sinceMs)
  plan()

  return {
    follow,
    dispose() {
      cancelTimer()
    },
  }

  function follow(): void {
    const open = new Set(listKnocks().map(({ id }) => id))
    for (const id of escalated.keys()) if (!open.has(id)) escalated.delete(id)
    for (const owed of listOwed()) {
      // A lost visitor does not call for anybody.
      if (!isDue(owed) || owed.knock.visitorLink === 'lost') continue
      escalated.set(owed.knock.id, owed.sinceMs)
      escalate(owed.knock)
    }
    plan()
  }

  function plan(): void {
    cancelTimer()
    // A lost visitor's knock stays due until they are back; any other that is due has only just become so.
    const delays = listOwed().map(({ knock, atMs }) => (knock.visitorLink === 'lost' ? recheckMs : atMs - clock.now()))
    const next = Math.max(Math.min(...delays, recheckMs), 1)
    cancelTimer = delays.length === 0 ? () => undefined : clock.setTimer(next, follow)
  }

  function isDue({ atMs }: Owed): boolean {
    return atMs <= clock.now()
  }

  function listOwed(): readonly Owed[] {
    const afterMs = getAfterMs() ?? Infinity
    return listKnocks().flatMap((knock) => {
      if (!isUnanswered(knock)) return []
      const { sinceMs } = knock.phase
      return escalated.get(knock.id) === sinceMs ? [] : [{ knock, sinceMs, atMs: sinceMs + afterMs }]
    })
  }
}

type Owed = { readonly knock: DeskKnock; readonly sinceMs: number; readonly atMs: number }
