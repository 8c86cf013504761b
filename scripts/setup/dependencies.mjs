import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectNode, root, succeeds } from './run.mjs'
import { giveUp, say } from './say.mjs'

/** Installs what the lockfile names, unless exactly that is installed already. */
export function ensureDependencies() {
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = path.join(root, 'node_modules', '.konkon-lockfile')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(projectNode())) return
  say({
    ja: '必要な部品を入れています（npm ci）。1、2分かかります…',
    en: 'installing dependencies (npm ci), a minute or two …',
  })
  if (!succeeds('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])) {
    giveUp({
      ja: '部品を入れられませんでした（npm ci）。多くは、npmのサーバーにつながらないためです。上の表示とネットワークを確かめて、もう一度実行してください。',
      en: 'npm ci failed: see its words above; most often the npm registry cannot be reached. Then run this again.',
    })
  }
  if (!existsSync(projectNode())) {
    giveUp({
      ja: 'このパソコン用のNode 24がありません。「npm rebuild node」を実行して、表示を確かめてください。',
      en: 'the npm package "node" brought no Node 24 for this machine; run "npm rebuild node" and look at its words.',
    })
  }
  writeFileSync(stamp, wanted)
}
