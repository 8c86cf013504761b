import { useEffect, useEffectEvent } from 'react'
import { useFace } from '../face/face.ts'

/** Does something when this desk comes into a call, wherever it was admitted: here, on the card, by a notice or a key. */
export function useCallBegun(run: () => void): void {
  const { callSession } = useFace()
  const begin = useEffectEvent(run)
  useEffect(() => {
    let callId = callSession.getState()?.call.id
    return callSession.subscribe(() => {
      const now = callSession.getState()?.call.id
      const hasBegun = now !== undefined && now !== callId
      callId = now
      if (hasBegun) begin()
    })
  }, [callSession])
}
