import { useEffect, useState } from 'react'
import type { RelayView } from '../../src-shared/relay-set-up.ts'
import type { Result } from '../../src-shared/result.ts'
import { isOnline } from '../../src-desk/core/selectors.ts'
import { useDesk, useFace } from '../face/face.ts'

const soonMs = 1_500
const laterMs = 15_000

/**
 * By what relays customers come, as it is now: asked again while somebody looks, more often while something is under way.
 * Null until the first answer. The second value asks at once.
 */
export function useRelayView(): readonly [Result<RelayView> | null, () => void] {
  const { client } = useFace()
  const canAsk = useDesk(isOnline)
  const [answer, setAnswer] = useState<Result<RelayView> | null>(null)
  const [round, setRound] = useState(0)
  useEffect(() => {
    let isStopped = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async (): Promise<void> => {
      const next = await client.request('relay:show', null)
      if (isStopped) return
      // What was typed stays while the server is away for a moment.
      const isAway = next.kind === 'failed' && next.code === 'offline'
      setAnswer((before) => (isAway && before?.kind === 'ok' ? before : next))
      timer = setTimeout(() => void look(), next.kind === 'ok' && isMoving(next.value) ? soonMs : laterMs)
    }
    void look()
    return () => {
      isStopped = true
      clearTimeout(timer)
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- Both are reasons to ask again.
  }, [client, canAsk, round])
  return [answer, () => setRound((count) => count + 1)]
}

/** Whether the next look may well show something else. */
function isMoving({ work, relays, certificate }: RelayView): boolean {
  if (work.kind === 'running') return true
  return relays.some(({ line }) => line.kind !== 'up') || (relays.length > 0 && certificate?.kind === 'none')
}
