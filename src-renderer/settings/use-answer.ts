import { useCallback, useEffect, useState } from 'react'
import type { DeskRequestAnswers, DeskRequestName, DeskRequestPayload } from '../../src-shared/desk-requests.ts'
import type { Result } from '../../src-shared/result.ts'
import { isOnline } from '../../src-desk/core/selectors.ts'
import { useDesk, useFace } from '../face/face.ts'

/**
 * What the server answers to a question; null while it is on its way. Asked again when the connection is back and
 * whenever `occasion` changes; the answer before stays until the new one is there.
 */
export function useAnswer<Name extends DeskRequestName>(
  name: Name,
  payload: DeskRequestPayload<Name>,
  occasion = '',
): readonly [Result<DeskRequestAnswers[Name]> | null, () => void] {
  const { client } = useFace()
  const canAsk = useDesk(isOnline)
  const [answer, setAnswer] = useState<Result<DeskRequestAnswers[Name]> | null>(null)
  const [round, setRound] = useState(0)
  const asked = JSON.stringify(payload)
  useEffect(() => {
    let isStopped = false
    void client.request(name, payload).then((result) => {
      if (!isStopped) setAnswer(result)
    })
    return () => {
      isStopped = true
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `asked` is the payload by its value.
  }, [client, name, asked, canAsk, occasion, round])
  return [answer, useCallback(() => setRound((count) => count + 1), [])]
}
