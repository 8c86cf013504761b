import type { DeskState } from '../../src-shared/desk-state.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { DeskKnock } from '../../src-shared/knock.ts'
import type { LocalText } from '../../src-shared/language.ts'
import { defaultRoomRules } from '../../src-shared/room-rules.ts'

/** How loudly a knock's card speaks: just came, waits, has waited longer than the visitor was told to expect. */
export type Urgency = 'new' | 'waiting' | 'unnoticed'

/** One open knock as the queue and the card show it. */
export type KnockView = {
  readonly knock: DeskKnock
  /** Empty when the visitor left it blank. */
  readonly name: string
  readonly waitedMs: number
  readonly urgency: Urgency
  readonly hold: { readonly message: LocalText | null; readonly byName: string; readonly leftMs: number } | null
  /** About to be denied, for so long still. */
  readonly denial: { readonly by: DeskRef; readonly message: LocalText | null; readonly leftMs: number } | null
  readonly isLinkLost: boolean
}

/** What of the desk's state its open knocks and their answers depend on. */
export type AnsweringState = Pick<DeskState, 'calls' | 'clockOffsetMs' | 'connection' | 'knocks' | 'room' | 'self'>

export function answeringState(desk: DeskState): AnsweringState {
  const { calls, clockOffsetMs, connection, knocks, room, self } = desk
  return { calls, clockOffsetMs, connection, knocks, room, self }
}

const newForMs = 15_000

/** `nowMs` is this desk's clock; waiting is counted on the server's. */
export function viewKnocks(state: AnsweringState, nowMs: number): readonly KnockView[] {
  const serverNowMs = nowMs + state.clockOffsetMs
  const { unnoticedAfterMs } = state.room?.rules ?? defaultRoomRules
  return state.knocks.map((knock) => {
    const waitedMs = Math.max(0, serverNowMs - knock.knockedAtMs)
    const { phase, denial } = knock
    return {
      knock,
      name: knock.name,
      waitedMs,
      urgency: waitedMs >= unnoticedAfterMs ? 'unnoticed' : waitedMs < newForMs ? 'new' : 'waiting',
      hold:
        phase.kind === 'held'
          ? { message: phase.message, byName: phase.by.name, leftMs: Math.max(0, phase.untilMs - serverNowMs) }
          : null,
      denial: denial && {
        by: denial.by,
        message: denial.message,
        leftMs: Math.max(0, denial.untilMs - serverNowMs),
      },
      isLinkLost: knock.visitorLink === 'lost',
    }
  })
}
