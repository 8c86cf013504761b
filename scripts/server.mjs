/**
 * `npm run server`: sets up what is missing, then runs the room server alone until Ctrl-C.
 *
 * Plain JavaScript for whatever Node the machine has; the server itself runs under the project's own Node 24.
 */
import { ensureBuilt } from './setup/built.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { becomes, projectNode } from './setup/run.mjs'

ensureDependencies()
ensureBuilt()
becomes(projectNode(), ['out/server/index.js'])
