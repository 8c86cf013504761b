/**
 * The pictures of every screen, kept in `set/`. `npm run pictures` takes them anew, and with them those of README and
 * docs; `-- --check` compares instead and leaves what differs in `test-results/pictures`. Names after it choose screens.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { findChromium } from '../../scripts/find-chromium.ts'
import { buildForAll } from '../renderer/harness/open-harness.ts'
import { takeDocumentPictures } from './document-pictures.ts'
import { deskPictures, visitorPictures } from './screens.ts'

/** What made the letters and edges of the pictures; with another they look different everywhere. */
type Maker = { readonly chromium: string; readonly platform: string }

const root = path.join(import.meta.dirname, '../..')
const set = path.join(import.meta.dirname, 'set')
const makerFile = path.join(set, 'taken-with.json')
const japaneseFont = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'

const { values, positionals } = parseArgs({ options: { check: { type: 'boolean' } }, allowPositionals: true })
await buildForAll()
const maker = await thisMaker()
process.exitCode = values.check ? await check() : await takeAnew()

async function check(): Promise<number> {
  const reason = whyIncomparable(await readMaker())
  // The layout is looked at all the same: it depends on no letter's edge.
  if (reason !== null) say(`not compared, ${reason}; the layout is checked all the same.`)
  return runScreens(reason === null ? [] : ['--ignore-snapshots'])
}

async function takeAnew(): Promise<number> {
  const result = runScreens(['--update-snapshots=changed'])
  if (positionals.length > 0) return result
  await removeForgotten()
  await writeFile(makerFile, `${JSON.stringify(maker, null, 2)}\n`)
  say('those of README and docs …')
  await takeDocumentPictures()
  return result
}

function runScreens(options: readonly string[]): number {
  const command = path.join(root, 'node_modules/@playwright/test/cli.js')
  const config = path.join(import.meta.dirname, 'pictures.config.ts')
  // The names are words of screens, e.g. `desk-call`.
  const chosen = positionals.length > 0 ? ['--grep', positionals.join('|')] : []
  const args = [command, 'test', '--config', config, ...options, ...chosen]
  return spawnSync(process.execPath, args, { stdio: 'inherit', cwd: root }).status ?? 1
}

/** A screen that is gone leaves no picture behind. */
async function removeForgotten(): Promise<void> {
  const names = new Set([...deskPictures, ...visitorPictures].map(({ name }) => `${name}.webp`))
  const gone = (await readdir(set)).filter((file) => file.endsWith('.webp') && !names.has(file))
  for (const file of gone) await rm(path.join(set, file))
}

async function thisMaker(): Promise<Maker> {
  const executable = findChromium()
  const browser = await chromium.launch(
    executable === null ? {} : { executablePath: executable, args: ['--no-sandbox'] },
  )
  const version = browser.version()
  await browser.close()
  return { chromium: version, platform: process.platform }
}

async function readMaker(): Promise<Maker | null> {
  return existsSync(makerFile) ? JSON.parse(await readFile(makerFile, 'utf8')) : null
}

/** Null where the pictures of the set look as they would here. */
function whyIncomparable(taken: Maker | null): string | null {
  if (taken === null) return 'since none have been taken'
  if (taken.platform !== maker.platform) return `since they were taken on ${taken.platform}`
  if (!existsSync(japaneseFont)) return `since the font ${japaneseFont} (fonts-noto-cjk) is missing`
  const major = (version: string): string => version.split('.')[0] ?? version
  if (major(taken.chromium) === major(maker.chromium)) return null
  return `since they were taken with Chromium ${taken.chromium} and this is ${maker.chromium}`
}

function say(words: string): void {
  process.stdout.write(`pictures: ${words}\n`)
}
