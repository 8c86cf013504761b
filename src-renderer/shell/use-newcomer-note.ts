import { useEffect } from 'react'
import { useDesk, useFace } from '../face/face.ts'

/** Says at every desk that a new one was paired: whoever did not expect it can ask. */
export function useNewcomerNote(): void {
  const { feedback } = useFace()
  const paired = useDesk(({ lastPaired, self }) => (lastPaired?.id === self.id ? null : lastPaired))
  useEffect(() => {
    if (paired) feedback.say({ kind: 'desk-paired', name: paired.name })
  }, [paired, feedback])
}
