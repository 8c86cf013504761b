import type { DeskClient } from '../../src-shared/desk-client.ts'
import type { DeskKnock } from '../../src-shared/knock.ts'
import { done, type Result } from '../../src-shared/result.ts'
import type { BlockSpan } from '../../src-shared/source.ts'
import type { Feedback } from '../face/feedback.ts'

/** What can be done about all open knocks that come from where one does. */
export type FromHere = {
  readonly count: number
  readonly denyAll: () => void
  /** Denies them too, and takes none from there for a while. */
  readonly block: (span: BlockSpan) => void
}

export type FromHereDeps = {
  readonly client: Pick<DeskClient, 'request'>
  readonly feedback: Pick<Feedback, 'follow'>
}

/**
 * Undefined where it cannot be told who comes from the same place. Without words of the desk's own: the page says the
 * rest, with the phone number.
 */
export function fromHere(deps: FromHereDeps, knocks: readonly DeskKnock[], knock: DeskKnock): FromHere | undefined {
  const { client, feedback } = deps
  if (knock.source === null) return undefined
  const asked = { knockId: knock.id, message: null }
  const follow = (answer: Promise<Result<unknown>>): void => {
    feedback.follow(answer.then((result) => (result.kind === 'ok' ? done : result)))
  }
  return {
    count: knocks.filter(({ source }) => source === knock.source).length,
    denyAll: () => follow(client.request('sources:deny', asked)),
    block: (span) => follow(client.request('sources:block', { ...asked, span })),
  }
}
