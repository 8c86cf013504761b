import { checkCallOuts } from './checks/call-outs.ts'
import { checkCertificate } from './checks/certificate.ts'
import { checkClock } from './checks/clock.ts'
import { checkData } from './checks/data-folder.ts'
import { checkDesks } from './checks/desks.ts'
import { checkPublicOrigin } from './checks/public-origin.ts'
import { checkRelay } from './checks/relay.ts'
import { checkServer } from './checks/server.ts'
import { checkTurn } from './checks/turn.ts'
import { bad, reasonWords, type Check, type Finding, type Patient } from './finding.ts'

/** In the order in which a person would look. A further one is its line here and a file. */
const checks: readonly Check[] = [
  checkServer,
  checkData,
  checkClock,
  checkCertificate,
  checkPublicOrigin,
  checkRelay,
  checkTurn,
  checkDesks,
  checkCallOuts,
]

/** Looks at everything at once; never rejects. */
export async function examine(patient: Patient): Promise<readonly Finding[]> {
  const found = await Promise.all(
    checks.map(async (check) => {
      try {
        return await check(patient)
      } catch (cause) {
        return [bad('doctor', `Something could not be looked at: ${reasonWords(cause)}.`)]
      }
    }),
  )
  return found.flat()
}
