import { useEffect, useState } from 'react'
import { useFace } from './face.ts'
import { fetchUntilHere } from './fetch-until-here.ts'

export type LaterView<View> =
  | { readonly kind: 'absent' }
  | { readonly kind: 'here'; readonly view: View }
  /** It is wanted, and the second attempt has failed too; further ones follow. */
  | { readonly kind: 'failed' }

/** The first snapshot and the queue come before what nobody looks at yet. */
const idleAfterMs = 400

/**
 * A view that is no part of the first paint. It is fetched as soon as the desk is idle, while the server is certainly
 * within reach and still has the files of this very build, or at once when it is wanted.
 */
export function useLaterView<View>(load: () => Promise<View>, isWanted: boolean): LaterView<View> {
  const { log } = useFace()
  const [state, setState] = useState<LaterView<View>>({ kind: 'absent' })
  const isHere = state.kind === 'here'
  useEffect(() => {
    if (isHere) return undefined
    return fetchUntilHere({
      load,
      afterMs: isWanted ? 0 : idleAfterMs,
      onHere: (view) => setState({ kind: 'here', view }),
      onFailed: (cause, attempts) => {
        log('a view is not there yet', cause)
        if (isWanted && attempts > 1) setState({ kind: 'failed' })
      },
    })
  }, [load, isWanted, isHere, log])
  return state
}
