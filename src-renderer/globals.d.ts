import type { WindowBridge } from '../src-shared/bridge.ts'

declare global {
  interface Window {
    /** Only in the app's windows, where the preload of the window's role exposes it. */
    readonly konkon?: WindowBridge
  }
}
