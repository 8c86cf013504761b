import '../../src-shared/theme.css'
import '../styles/card.css'
import { createConsoleLog } from '../face/console-log.ts'
import { render } from '../face/render.tsx'
import { SharingPill } from '../sharing/SharingPill.tsx'

const bridge = window.konkon
if (bridge?.role !== 'sharing') throw new Error('This page is the app’s sharing pill and needs its preload.')
const first = await bridge.getLabel()
void render(<SharingPill bridge={bridge} first={first} />, {
  language: first.language,
  log: createConsoleLog('sharing').error,
})
