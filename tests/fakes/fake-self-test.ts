import type { SelfTestFinding, SelfTestPort } from '../../src-desk/ports.ts'

export type FakeSelfTest = SelfTestPort & {
  /** How often it was asked. */
  readonly runs: number
  /** What `run` answers from now on. */
  answerWith: (run: () => Promise<readonly SelfTestFinding[]>) => void
}

/** Devices of which a test says whether they work. */
export function createFakeSelfTest(): FakeSelfTest {
  let runs = 0
  let answer = (): Promise<readonly SelfTestFinding[]> => Promise.resolve([])
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
