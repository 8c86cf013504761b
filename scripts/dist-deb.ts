/**
 * Makes the server's package for Debian and Ubuntu, after `npm run build`: `node scripts/dist-deb.ts [FOLDER] [--quick]`, into
 * dist/ unless told otherwise. It holds Node too, because Debian's own is older than what the server needs. `--quick`
 * packs less tightly.
 */
import { spawnSync } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { layOutDeb } from './dist/deb.ts'

const root = path.join(import.meta.dirname, '..')
const asked = process.argv.slice(2)
const target = path.resolve(asked.find((word) => !word.startsWith('--')) ?? path.join(root, 'dist'))
const packing = asked.includes('--quick') ? ['-Zgzip', '-z1'] : ['-Zxz']

await mkdir(target, { recursive: true })
const { folder, fileName } = await layOutDeb(root, path.join(target, 'deb'))
const file = path.join(target, fileName)
const packed = spawnSync('dpkg-deb', ['--root-owner-group', ...packing, '--build', folder, file], {
  stdio: ['ignore', 2, 2],
})
if (packed.error)
  process.stderr.write(`dpkg-deb is not here: ${packed.error.message}. It is part of Debian and Ubuntu.\n`)
else if (packed.status === 0) process.stdout.write(`${file}\n`)
process.exitCode = packed.status === 0 ? 0 : 1
