import type { SelfTestCheck } from '../../src-shared/desk-state.ts'
import type { SelfTestPort } from '../../src-desk/ports.ts'

export type FakeSelfTest = SelfTestPort & {
  /** How often it was asked. */
  readonly runs: number
  /** What `run` answers from now on. */
  answerWith: (run: () => Promise<readonly SelfTestCheck[]>) => void
}

/** Devices of which a test says whether they work. */
export function createFakeSelfTest(): FakeSelfTest {
  let runs = 0
  let answer = (): Promise<readonly SelfTestCheck[]> => Promise.resolve([])
  return {
    run() {
      runs += 1
      return answer()
    },
    get runs() {
      return runs
    },
    answerWith(next) {
      answer = next
    },
  }
}
