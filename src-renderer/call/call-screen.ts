/** The views of a call, beside its voice, which is heard on every screen. Fetched once the desk stands. */
export { CallBar } from './CallBar.tsx'
export { CallView } from './CallView.tsx'
