import { abilityFor } from '../../src-desk/knocks/answering.ts'
import type { CardCommand } from '../../src-shared/card.ts'
import { holdFor, holdFurther, holdOf, type HoldMinutes } from '../../src-shared/hold.ts'
import type { DeskKnock } from '../../src-shared/knock.ts'
import type { LocalText } from '../../src-shared/language.ts'
import type { Reply } from '../../src-shared/replies.ts'
import type { Done } from '../../src-shared/result.ts'
import { replyText } from '../../src-shared/reply-text.ts'
import { defaultRoomRules } from '../../src-shared/room-rules.ts'
import type { Feedback } from '../face/feedback.ts'
import type { AnsweringState } from './knock-view.ts'

/** What can be done with one knock now. A missing action cannot be done. */
export type KnockActions = {
  readonly admit?: () => void
  /**
   * Without an argument: with the first of the room's replies. Null says nothing at all. A reply that names a time holds
   * until then.
   */
  readonly hold?: (reply?: Reply | null) => void
  /** Without words: the visitor sees the minutes run down. */
  readonly holdFor?: (minutes: HoldMinutes) => void
  /** Five minutes more than what is left. */
  readonly holdFurther?: () => void
  readonly deny?: (reply?: Reply | null) => void
  /** The knock goes on as if nobody had denied it. */
  readonly undoDeny?: () => void
  /** A finger approaches *Admit*. */
  readonly warmUp?: () => void
}

export type KnockActionDeps = {
  readonly client: { readonly command: (command: CardCommand) => Promise<Done> }
  readonly feedback: Pick<Feedback, 'follow'>
  readonly warmUp?: () => void
}

export function knockActions(deps: KnockActionDeps, state: AnsweringState, knock: DeskKnock): KnockActions {
  const { client, feedback } = deps
  const ability = abilityFor(state, knock)
  const knockId = knock.id
  const { holdReplies, denyReplies, hours } = state.room?.rules ?? defaultRoomRules

  /** A time in a reply counts from the moment of the tap. */
  const words = (reply: Reply | null): LocalText | null =>
    reply && replyText(reply, Date.now() + state.clockOffsetMs, hours.timeZone)
  const hold = (reply: Reply | null = holdReplies[0] ?? null): void => {
    const forMs = holdOf(reply)
    const command = { kind: 'hold', knockId, message: words(reply) } as const
    feedback.follow(client.command(forMs === undefined ? command : { ...command, forMs }))
  }
  const holdSilently = (forMs: number): void => {
    feedback.follow(client.command({ kind: 'hold', knockId, message: null, forMs }))
  }
  const leftMs = (): number =>
    knock.phase.kind === 'held' ? knock.phase.untilMs - Date.now() - state.clockOffsetMs : 0
  const deny = (reply: Reply | null = denyReplies[0] ?? null): void => {
    const promisesCall = reply?.promisesCall ?? false
    feedback.follow(client.command({ kind: 'deny', knockId, message: words(reply), promisesCall }))
  }

  return {
    ...(ability.canAdmit && {
      admit: () => feedback.follow(client.command({ kind: 'admit', knockId })),
      ...(deps.warmUp && { warmUp: deps.warmUp }),
    }),
    ...(ability.canHold && { hold, holdFor: (minutes: HoldMinutes) => holdSilently(holdFor(minutes)) }),
    ...(ability.canHoldFurther && { holdFurther: () => holdSilently(holdFurther(leftMs())) }),
    ...(ability.canDeny && { deny }),
    ...(ability.canUndoDeny && { undoDeny: () => feedback.follow(client.command({ kind: 'undo-deny', knockId })) }),
  }
}
