import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { say } from '../setup/say.mjs'

export type ElectronBinary =
  | { readonly kind: 'available'; readonly path: string }
  /** `reason` is one sentence that says what to do. */
  | { readonly kind: 'unavailable'; readonly reason: { readonly ja: string; readonly en: string } }

/** A download that has not ended by then is not going to; 100 MB take a slow line two or three minutes. */
const downloadTimeoutMs = 5 * 60_000

/**
 * Electron's binary, fetched now if it is not here yet. It is no part of `npm ci`, so that `npm ci` needs no GitHub.
 */
export async function ensureElectron(root: string): Promise<ElectronBinary> {
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    return {
      kind: 'unavailable',
      reason: {
        ja: '管理者（root）ではアプリを動かせません。アプリを使うときは、ふつうのユーザーで始めてください。',
        en: 'the Electron app does not run as root, because its sandbox cannot: start as an ordinary user to get the app.',
      },
    }
  }
  const before = findElectron(root)
  if (before !== null) return { kind: 'available', path: before }
  say({
    ja: 'アプリの本体（Electron、約120MB）を取り寄せています。初回だけです…',
    en: 'fetching the Electron binary (about 120 MB, once) …',
  })
  const failure = await download(root)
  const after = findElectron(root)
  if (after !== null) return { kind: 'available', path: after }
  return {
    kind: 'unavailable',
    reason: {
      ja: `アプリの本体（Electron）を取り寄せられませんでした（${failure}）。github.comにつながるか確かめて（または ELECTRON_MIRROR を設定して）、もう一度始めてください。`,
      en: `the Electron binary could not be fetched (${failure}): check the way to github.com or set ELECTRON_MIRROR, then start again.`,
    },
  }
}

/** The path of the binary, as Electron's own installer records it; null when it is not installed. */
function findElectron(root: string): string | null {
  const folder = path.join(root, 'node_modules/electron')
  const record = path.join(folder, 'path.txt')
  if (!existsSync(record)) return null
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(folder, 'dist')
  const binary = path.join(dist, readFileSync(record, 'utf8').trim())
  return existsSync(binary) ? binary : null
}

/** Resolves to one line about what went wrong, or `null` when nothing did. */
async function download(root: string): Promise<string | null> {
  const installer = path.join(root, 'node_modules/electron/install.js')
  const child = spawn(process.execPath, [installer], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: downloadTimeoutMs,
  })
  let words = ''
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      words += error.message
      resolve(null)
    })
    child.once('close', resolve)
  })
  if (code === 0) return null
  return /([A-Z]\w*Error: [^\n]+)/.exec(words)?.[1] ?? (words.trim().split('\n')[0] || 'it took too long')
}
