import { follow, type Reactor } from '../core/reactor.ts'

/**
 * Runs the self-test whenever it is due. One that would disturb a visitor is refused (`self-test.ts`), and left out
 * that day.
 */
export function createMorningCheck(runSelfTest: () => void): Reactor {
  return follow(
    ({ selfTestPlan }) => selfTestPlan.dues,
    (dues) => {
      if (dues > 0) runSelfTest()
    },
  )
}
