#!/usr/bin/env node
/**
 * `npm run konkon -- COMMAND`, and `konkon COMMAND` where the package is installed: sets up what is missing, then runs the command where it was typed.
 *
 * Plain JavaScript for whatever Node the machine has; the command itself runs under the project's own Node 24.
 */
import path from 'node:path'
import { ensureBuilt } from './setup/built.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { becomes, projectNode, root } from './setup/run.mjs'

ensureDependencies()
ensureBuilt()
// npm itself goes to the project's folder, but a file is meant from where the person is.
becomes(projectNode(), [path.join(root, 'out/server/konkon.js'), ...process.argv.slice(2)], {
  cwd: process.env.INIT_CWD ?? process.cwd(),
})
