/** All that only a call needs. Fetched while the visitor waits, so that the door opens with less. */
export { createCallLink } from '../../src-rtc/call-link.ts'
export { warmUpPeers } from '../../src-rtc/warm-up.ts'
export { Call } from './Call.tsx'
