import { useEffect, useState } from 'preact/hooks'
import type { PageLog } from './page-log.ts'
import type { VisitFaceNeed } from './use-shown-view.ts'
import type { CallBack } from '../call-back/CallBack.tsx'
import type { CallOpening } from '../call/CallOpening.tsx'
import type { DevicesResult } from '../devices/DevicesResult.tsx'
import type { Displaced } from './Displaced.tsx'
import type { Farewell } from '../over/Farewell.tsx'
import type { Over } from '../over/Over.tsx'
import type { Waiting } from '../waiting/Waiting.tsx'

/** What the chunk holds. Types only: the code itself must not come with the door. */
export type VisitFace = {
  readonly CallBack: typeof CallBack
  readonly CallOpening: typeof CallOpening
  readonly DevicesResult: typeof DevicesResult
  readonly Displaced: typeof Displaced
  readonly Farewell: typeof Farewell
  readonly Over: typeof Over
  readonly Waiting: typeof Waiting
}
export type LoadVisit = () => Promise<VisitFace>

export type VisitFaceState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'here'; readonly face: VisitFace }
  /** It is wanted now, and the second attempt has failed too. */
  | { readonly kind: 'failed' }

const idleAfterMs = 400
const retryAfterMs = 1_500

/** The views after the knock, which are not part of the page until the door is open, or until they are wanted. */
export function useVisitFace(load: LoadVisit, need: VisitFaceNeed, log: PageLog): VisitFaceState {
  const [state, setState] = useState<VisitFaceState>({ kind: 'absent' })
  const isHere = state.kind === 'here'
  useEffect(() => {
    if (isHere) return undefined
    let timer = setTimeout(() => attempt(2), need === 'none' ? idleAfterMs : 0)
    let isOver = false
    function attempt(left: number): void {
      load().then(
        (face) => {
          if (!isOver) setState({ kind: 'here', face })
        },
        (error: unknown) => {
          log.warn('the views of a visit are not there yet', error)
          if (isOver) return
          // Nothing else would ask again for what the visitor waits to see beside the door.
          if (left > 1 || need === 'part') timer = setTimeout(() => attempt(left - 1), retryAfterMs)
          // While nothing is needed, this does not matter: the knock asks again.
          else if (need === 'whole') setState({ kind: 'failed' })
        },
      )
    }
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [load, need, isHere, log])
  return state
}
