import type { ServerNotice, ServerNoticeKind } from '../../src-shared/server-notice.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { SetAside } from '../database/set-aside.ts'

/** What every desk is told of this server until a person has confirmed it. */
export type ServerNotices = {
  readonly list: () => readonly ServerNotice[]
  /** A person has seen it; again changes nothing. */
  readonly confirm: (notice: ServerNoticeKind) => void
  /** Calls after every change of the list. */
  readonly subscribe: (listener: () => void) => Unsubscribe
}

export type ServerNoticesDeps = { readonly setAside: Pick<SetAside, 'countUnseen' | 'confirm' | 'subscribe'> }

export function createServerNotices({ setAside }: ServerNoticesDeps): ServerNotices {
  return {
    list() {
      const count = setAside.countUnseen()
      return count === 0 ? [] : [{ kind: 'entries-set-aside', count }]
    },
    confirm: () => setAside.confirm(),
    subscribe: setAside.subscribe,
  }
}
