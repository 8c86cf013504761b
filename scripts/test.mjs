/**
 * `npm test`: sets up what is missing, then checks types, style and dead code, and runs unit, integration and
 * end-to-end tests. Every stage runs even if an earlier one failed, so that one run tells all there is to mend.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ensureBuilt } from './setup/built.mjs'
import { ensureDebianPackages } from './setup/debian.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { projectNode, root, succeeds } from './setup/run.mjs'
import { say } from './setup/say.mjs'

ensureDependencies()
ensureDebianPackages()
ensureBuilt()

const results = path.join(root, '.cache', 'results')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const unitResults = path.join(results, 'unit.json')
const browserResults = path.join(results, 'browser.json')

const bin = (name) => path.join(root, 'node_modules', ...name.split('/'))
const node = projectNode()
const stages = {
  format: [bin('oxfmt/bin/oxfmt'), '--check'],
  types: [bin('typescript/bin/tsc'), '-b'],
  style: [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'],
  'dead code': [bin('knip/bin/knip.js'), '--no-progress'],
  'unit and integration': [
    bin('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${unitResults}`,
  ],
  'browser and end to end': [bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'],
}

const failedStages = []
for (const [name, args] of Object.entries(stages)) {
  say(`${name} …`)
  const startedAt = performance.now()
  // Node complains on stderr where both are set, and some tests read stderr.
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: browserResults, FORCE_COLOR: '0', NO_COLOR: undefined }
  const isGood = succeeds(node, args, { env, stdio: ['ignore', 1, 2] })
  if (!isGood) failedStages.push(name)
  say(`${name}: ${isGood ? 'good' : 'FAILED'} after ${Math.round((performance.now() - startedAt) / 1000)} s`)
}

const counts = count()
for (const line of failures()) process.stdout.write(`${line}\n`)
if (failedStages.length > 0) say(`failed: ${failedStages.join(', ')}`)
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`)
process.exit(failedStages.length > 0 || counts.failed > 0 || counts.passed === 0 ? 1 : 0)

function count() {
  const unit = readJson(unitResults)
  const browser = readJson(browserResults)?.stats
  return {
    passed: (unit?.numPassedTests ?? 0) + (browser?.expected ?? 0),
    failed: (unit?.numFailedTests ?? 0) + (browser?.unexpected ?? 0) + (browser?.flaky ?? 0),
    skipped: (unit?.numPendingTests ?? 0) + (browser?.skipped ?? 0),
  }
}

/** Each unit test that failed and why, in a line: the browser's stand at the end of its own output, these far above. */
function failures() {
  return (readJson(unitResults)?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(root, name)
    const failed = assertionResults.filter(({ status }) => status === 'failed')
    const lines = failed.map(
      ({ fullName, failureMessages }) => `${file} > ${fullName}: ${firstLine(failureMessages[0])}`,
    )
    // A file that cannot be read, or whose preparation failed, has no test that did.
    return lines.length === 0 && status === 'failed' ? [`${file}: ${firstLine(message) || 'could not begin'}`] : lines
  })
}

function firstLine(text = '') {
  return text.split('\n', 1)[0]
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
