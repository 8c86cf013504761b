/** `npm run pictures`: builds what is missing, then takes or compares the pictures of every screen. */
import { ensureBuilt } from './setup/built.mjs'
import { projectNode, succeeds } from './setup/run.mjs'

ensureBuilt()
const isGood = succeeds(projectNode(), ['tests/pictures/run.ts', ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = isGood ? 0 : 1
