import type { ServerNotice, ServerNoticeKind } from '../../src-shared/server-notice.ts'
import { assertNever } from '../../src-shared/result.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { SetAside } from '../database/set-aside.ts'
import type { ServerClock } from '../time/server-clock.ts'

/** What every desk is told of this server until a person has confirmed it. */
export type ServerNotices = {
  readonly list: () => readonly ServerNotice[]
  /** A person has seen it; again changes nothing. */
  readonly confirm: (notice: ServerNoticeKind) => void
  /** Calls after every change of the list. */
  readonly subscribe: (listener: () => void) => Unsubscribe
}

export type ServerNoticesDeps = {
  readonly setAside: Pick<SetAside, 'countUnseen' | 'confirm' | 'subscribe'>
  readonly clock: Pick<ServerClock, 'getDoubt' | 'confirm' | 'subscribe'>
}

export function createServerNotices({ setAside, clock }: ServerNoticesDeps): ServerNotices {
  return {
    list() {
      const count = setAside.countUnseen()
      const byMs = clock.getDoubt()
      const notices: ServerNotice[] = []
      if (byMs !== null) notices.push({ kind: 'clock-jumped', byMs })
      if (count > 0) notices.push({ kind: 'entries-set-aside', count })
      return notices
    },
    confirm(notice) {
      switch (notice) {
        case 'entries-set-aside':
          setAside.confirm()
          return
        case 'clock-jumped':
          clock.confirm()
          return
        default:
          assertNever(notice)
      }
    },
    subscribe(listener) {
      const undo = [setAside.subscribe(listener), clock.subscribe(listener)]
      return () => {
        for (const stop of undo) stop()
      }
    },
  }
}
