import { useEffect, useState } from 'react'
import type { DeskRequestAnswers, DeskRequestName, DeskRequestPayload } from '../../src-shared/desk-requests.ts'
import type { Result } from '../../src-shared/result.ts'
import { isOnline } from '../../src-desk/core/selectors.ts'
import { useDesk, useFace } from '../face/face.ts'

const soonMs = 1_500
const laterMs = 15_000

/** What the server answers to a question without anything to say. */
type Shown = {
  [Name in DeskRequestName]: DeskRequestPayload<Name> extends null | undefined ? Name : never
}[DeskRequestName]

/**
 * What the server answers, as it is now: asked again while somebody looks, more often while `isMoving` says that the next
 * look may well show something else. Null until the first answer; what was there stays while the server is away for a
 * moment. The second value asks at once.
 */
export function useWatchedAnswer<Name extends Shown>(
  name: Name,
  isMoving: (value: DeskRequestAnswers[Name]) => boolean,
): readonly [Result<DeskRequestAnswers[Name]> | null, () => void] {
  const { client } = useFace()
  const canAsk = useDesk(isOnline)
  const [answer, setAnswer] = useState<Result<DeskRequestAnswers[Name]> | null>(null)
  const [round, setRound] = useState(0)
  useEffect(() => {
    let isStopped = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async (): Promise<void> => {
      const next = await client.request(name, null)
      if (isStopped) return
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
  }, [client, name, isMoving, canAsk, round])
  return [answer, () => setRound((count) => count + 1)]
}
