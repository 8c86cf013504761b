/**
 * The views that follow a knock, and the form of a call-back. Fetched while the door is idle, so that it opens with
 * less.
 */
import '../waiting/waiting.css'
import '../call-back/call-back.css'

export { CallBack } from '../call-back/CallBack.tsx'
export { CallOpening } from '../call/CallOpening.tsx'
export { Displaced } from './Displaced.tsx'
export { Farewell } from '../over/Farewell.tsx'
export { Over } from '../over/Over.tsx'
export { Waiting } from '../waiting/Waiting.tsx'
