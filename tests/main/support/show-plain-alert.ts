/** Shows one notice as the app's last resort does, for a visitor of the given name, and prints what became of it. */
import notifier from 'node-notifier'
import * as v from 'valibot'
import { createPlainAlert } from '../../../src-main/alerts/plain-alert.ts'
import { createClock } from '../../../src-shared/clock.ts'
import { KnockIdSchema } from '../../../src-shared/ids.ts'

const show = createPlainAlert({ notifier, clock: createClock(globalThis) })
const status = await show({
  knockId: v.parse(KnockIdSchema, 'k1'),
  name: process.argv[2] ?? '',
  isInvited: false,
  language: 'en',
})
process.stdout.write(`${JSON.stringify(status)}\n`)
