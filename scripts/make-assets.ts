/** Makes every sound and icon: `npm run assets`. They are committed, so this runs only when a design changes. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { appIcon, maskableIcon, trayIcon, trayStates } from './assets/icons.ts'
import { chimeSound, ringSound } from './assets/sounds.ts'
import { encodeWav } from './assets/wav.ts'

const folder = path.join(import.meta.dirname, '../assets')

async function writeIcon(name: string, svg: string, width: number): Promise<void> {
  const png = new Resvg(svg, { fitTo: { mode: 'width', value: width } }).render().asPng()
  await writeFile(path.join(folder, name), png)
}

await mkdir(path.join(folder, 'sounds'), { recursive: true })
await mkdir(path.join(folder, 'tray'), { recursive: true })
await mkdir(path.join(folder, 'desk-page'), { recursive: true })
await writeFile(path.join(folder, 'sounds/ring.wav'), encodeWav(ringSound()))
await writeFile(path.join(folder, 'sounds/chime.wav'), encodeWav(chimeSound()))
await writeFile(path.join(folder, 'icon.svg'), appIcon())
await writeIcon('icon.png', appIcon(), 1024)
for (const size of [192, 512]) await writeIcon(`desk-page/icon-${size}.png`, appIcon(), size)
await writeIcon('desk-page/icon-maskable-512.png', maskableIcon(), 512)
// Apple's systems cut it to shape as well.
await writeIcon('desk-page/icon-180.png', maskableIcon(), 180)
for (const state of trayStates) {
  await writeIcon(`tray/${state}.png`, trayIcon(state), 32)
  await writeIcon(`tray/${state}@2x.png`, trayIcon(state), 64)
}
