/**
 * `npm start`: sets up what is missing, then runs the front desk until Ctrl-C.
 *
 * Plain JavaScript for whatever Node the machine has; everything after the set-up runs under the project's own Node 24.
 */
import { ensureBuilt } from './setup/built.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { becomes, projectNode } from './setup/run.mjs'

ensureDependencies()
ensureBuilt()
becomes(projectNode(), ['scripts/run-desk.ts'])
