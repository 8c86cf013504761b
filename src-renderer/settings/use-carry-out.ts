import type { Result } from '../../src-shared/result.ts'
import { useFace } from '../face/face.ts'

/** Follows a request that changes a list: says what went wrong, and asks for the list again once it was answered. */
export function useCarryOut(askAgain: () => void): (answer: Promise<Result<unknown>>) => Promise<void> {
  const { feedback } = useFace()
  return async (answer) => {
    feedback.follow(answer)
    await answer
    askAgain()
  }
}
