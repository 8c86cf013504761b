/** `node bench/run.ts [name …]`: runs the named benchmarks, all without a name, one after the other. */
import { existsSync } from 'node:fs'
import { measureAdmitToFrame } from './admit-to-frame.ts'
import { countHops } from './hops.ts'
import { measureKnockToPaint } from './knock-to-paint.ts'
import { productFolder } from './lib/programs.ts'
import { measureServerStart } from './server-start.ts'
import { measureVisitorPage } from './visitor-page.ts'

const benchmarks: Record<string, () => Promise<void>> = {
  'knock-to-paint': measureKnockToPaint,
  'admit-to-frame': measureAdmitToFrame,
  'visitor-page': measureVisitorPage,
  'server-start': measureServerStart,
  hops: countHops,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in benchmarks))
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`)
  process.exit(2)
}
if (!existsSync(productFolder)) {
  console.error('Nothing is built yet: run "npm run build" first.')
  process.exit(2)
}
for (const [name, measure] of Object.entries(benchmarks)) {
  if (asked.length === 0 || asked.includes(name)) await measure()
}
