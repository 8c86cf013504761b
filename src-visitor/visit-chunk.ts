/** The views that follow a knock, and the form of a call-back. Fetched while the door is idle, so that it opens with less. */
import './styles/waiting.css'
import './styles/call-back.css'

export { CallBack } from './views/CallBack.tsx'
export { CallOpening } from './views/CallOpening.tsx'
export { Farewell } from './views/Farewell.tsx'
export { Over } from './views/Over.tsx'
export { Waiting } from './views/Waiting.tsx'
