import { useEffect, useState } from 'preact/hooks'
import type { PageLog } from '../page/page-log.ts'
import type { Call } from './Call.tsx'

export type CallFace = typeof Call
export type LoadCall = () => Promise<{ readonly Call: CallFace }>

/** The view of a call, which is not part of the page until it is wanted; null until it is there. */
export function useCallFace(load: LoadCall, isWanted: boolean, log: PageLog): CallFace | null {
  const [face, setFace] = useState<{ readonly Call: CallFace } | null>(null)
  useEffect(() => {
    if (!isWanted) return
    load().then(setFace, (error: unknown) => log.warn('the view of the call is not there yet', error))
  }, [load, isWanted, log])
  return face?.Call ?? null
}
