import '../../src-shared/theme.css'
import '../flash/flash.css'
import { createConsoleLog } from '../face/console-log.ts'
import { render } from '../face/render.tsx'
import { Flash } from '../flash/Flash.tsx'

const bridge = window.konkon
if (bridge?.role !== 'flash') throw new Error('This page is the app’s flashing window and needs its preload.')
const first = await bridge.getNotice()
void render(<Flash bridge={bridge} first={first} />, { language: first.language, log: createConsoleLog('flash').error })
