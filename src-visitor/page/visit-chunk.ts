/**
 * The views that follow a knock, the form of a call-back, and what became of camera and microphone. Fetched while the
 * door is idle, so that it opens with less.
 */
import '../waiting/waiting.css'
import '../call-back/call-back.css'

export { CallBack } from '../call-back/CallBack.tsx'
export { CallOpening } from '../call/CallOpening.tsx'
export { DevicesResult } from '../devices/DevicesResult.tsx'
export { Displaced } from './Displaced.tsx'
export { Farewell } from '../over/Farewell.tsx'
export { Over } from '../over/Over.tsx'
export { Waiting } from '../waiting/Waiting.tsx'
