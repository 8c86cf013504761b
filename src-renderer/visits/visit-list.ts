import { isSameData } from '../../src-shared/same-data.ts'
import { isOnline } from '../../src-desk/core/selectors.ts'
import type { DeskClient } from '../../src-shared/desk-client.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import { limits } from '../../src-shared/limits.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import { createSharedSource } from '../face/shared-source.ts'
import { anyVisit, type Visit, type VisitFilter } from '../../src-shared/visit.ts'

export type VisitListState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'failed' }
  | {
      readonly kind: 'loaded'
      /** The filter that these visits match. */
      readonly filter: VisitFilter
      readonly visits: readonly Visit[]
      /** Omitted when there is nothing older. */
      readonly loadMore?: () => void
    }

/** The visit log, newest first, loaded again whenever something of it changed. */
export type VisitList = {
  getState: () => VisitListState
  /** Loads while anybody listens. */
  subscribe: (listener: () => void) => Unsubscribe
  /** Shows other visits; the present ones stay until they are loaded. */
  narrow: (filter: VisitFilter) => void
  reload: () => void
}

const pageSize = 50

export function createVisitList(client: DeskClient): VisitList {
  let state: VisitListState = isOnline(client.getState()) ? { kind: 'loading' } : { kind: 'offline' }
  let filter = anyVisit
  let seen: DeskState | null = null
  let shownCount = pageSize
  /** Only the answer to the latest request counts. */
  let request = 0

  const show = (next: VisitListState): void => {
    state = next
    changes.tell()
  }

  const load = async (known: readonly Visit[], limit: number): Promise<void> => {
    request += 1
    const mine = request
    const asked = filter
    const beforeMs = known.at(-1)?.startedAtMs ?? null
    const answer = await client.request('visits:list', { ...asked, beforeMs, limit })
    if (mine !== request) return
    if (answer.kind === 'failed') {
      show({ kind: answer.code === 'offline' ? 'offline' : 'failed' })
      return
    }
    const visits = [...known, ...answer.value.visits]
    shownCount = Math.max(pageSize, visits.length)
    const loadMore = (): void => void load(visits, pageSize)
    show({ kind: 'loaded', filter: asked, visits, ...(answer.value.hasMore && { loadMore }) })
  }

  const reload = (): void => void load([], Math.min(shownCount, limits.visitsPerPage))

  const follow = (): void => {
    const now = client.getState()
    if (!isOnline(now)) {
      seen = null
      return
    }
    const before = seen
    seen = now
    if (!before || mayChangeVisits(before, now)) reload()
  }

  const changes = createSharedSource(() => {
    const unfollow = client.subscribe(follow)
    follow()
    return () => {
      unfollow()
      seen = null
    }
  })

  return {
    getState: () => state,
    subscribe: changes.subscribe,
    narrow: (next) => {
      if (next === filter) return
      filter = next
      shownCount = pageSize
      if (seen) reload()
    },
    reload,
  }
}

/** A knock or a call ended, a call began, or a desk dealt with a follow-up. */
function mayChangeVisits(before: DeskState, now: DeskState): boolean {
  const ids = (state: DeskState): string =>
    [state.recentEnds[0]?.knockId, state.lastCallEnd?.callId, ...state.calls.map((call) => call.id)].join(' ')
  // By value: a state that crossed the bridge shares no object with the one before.
  return !isSameData(before.followUps, now.followUps) || ids(before) !== ids(now)
}
