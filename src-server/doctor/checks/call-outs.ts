import { bad, good, type Check } from '../finding.ts'

/** Those that did not arrive when they were last tried. */
export const checkCallOuts: Check = ({ state }) =>
  (state?.rooms ?? []).flatMap(({ room, callOuts, now }) => {
    if (!now) return []
    const failing = now.failingCallOuts.map(({ name, cause }) =>
      bad(
        room,
        `The call-out "${name}" did not arrive last time (${cause}). Press "Test" beside it in the settings of a desk.`,
      ),
    )
    return callOuts > 0 && failing.length === 0 ? [good(room, `No call-out of ${callOuts} failed last time.`)] : failing
  })
