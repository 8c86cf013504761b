import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectNode, root, succeeds } from './run.mjs'
import { giveUp, say } from './say.mjs'

const inputs = [
  'src-shared',
  'src-desk',
  'src-rtc',
  'src-page',
  'src-server',
  'src-visitor',
  'src-main',
  'src-preload',
  'src-renderer',
  'assets',
  'scripts/build.ts',
  'scripts/build',
  'package.json',
  'package-lock.json',
]

/** Builds `out/`, unless it was built from just these sources. */
export function ensureBuilt() {
  const wanted = hashOfSources()
  const stamp = path.join(root, 'out', '.sources')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say({ ja: '準備しています（ビルド）。1分ほどかかります…', en: 'building, about a minute …' })
  if (!succeeds(projectNode(), ['scripts/build.ts'])) {
    giveUp({ ja: '準備できませんでした。上の表示を確かめてください。', en: 'the build failed: see its words above.' })
  }
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

function hashOfSources() {
  const hash = createHash('sha256')
  for (const input of inputs) {
    for (const file of filesIn(path.join(root, input))) {
      hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
    }
  }
  return hash.digest('hex')
}

function filesIn(entry) {
  if (!statSync(entry).isDirectory()) return [entry]
  return readdirSync(entry)
    .sort()
    .flatMap((name) => filesIn(path.join(entry, name)))
}
