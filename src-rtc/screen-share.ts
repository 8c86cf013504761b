import { toDeviceProblem, type DeviceProblem } from './device-problem.ts'
import type { MediaDevicesAccess } from './media-access.ts'

export type ScreenState =
  | { readonly kind: 'off' }
  /** The browser or the desk's picker asks which screen. */
  | { readonly kind: 'choosing' }
  | { readonly kind: 'sharing'; readonly label: string }

/** An outcome, not a fault: a person may change their mind in the picker. */
export type ShareOutcome =
  | { readonly kind: 'sharing' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: DeviceProblem }

/** The shared screen of this side. */
export type ScreenShare = {
  getState: () => ScreenState
  getTrack: () => MediaStreamTrack | null
  share: () => Promise<ShareOutcome>
  stop: () => void
}

/** Options of Screen Capture that TypeScript's DOM library does not know yet. */
type DisplayOptions = DisplayMediaStreamOptions & {
  readonly selfBrowserSurface: 'exclude'
  readonly surfaceSwitching: 'include'
  readonly controller?: FocusController
}
type FocusController = { setFocusBehavior: (behavior: 'no-focus-change') => void }
declare global {
  /** Chromium only. */
  var CaptureController: (new () => FocusController) | undefined
}

export function createScreenShare(devices: MediaDevicesAccess | null, onChanged: () => void): ScreenShare {
  let state: ScreenState = { kind: 'off' }
  let track: MediaStreamTrack | null = null
  let choices = 0

  async function share(): Promise<ShareOutcome> {
    if (!devices?.getDisplayMedia) return { kind: 'failed', problem: devices ? 'missing' : 'insecure' }
    if (state.kind === 'choosing') return { kind: 'cancelled' }
    const choice = ++choices
    const before = state
    change({ kind: 'choosing' })
    try {
      const stream = await devices.getDisplayMedia(displayOptions())
      const [chosen] = stream.getVideoTracks()
      if (choice !== choices || !chosen || chosen.readyState === 'ended') {
        chosen?.stop()
        if (choice === choices) stop()
        return { kind: 'cancelled' }
      }
      show(chosen)
      return { kind: 'sharing' }
    } catch (error) {
      // What was shared before goes on, unless its source closed meanwhile.
      if (choice === choices) change(track ? before : { kind: 'off' })
      return isChangeOfMind(error) ? { kind: 'cancelled' } : { kind: 'failed', problem: toDeviceProblem(error) }
    }
  }

  function show(chosen: MediaStreamTrack): void {
    drop()
    track = chosen
    // Sharp lines before smooth motion: drawings and texts are what is shared here.
    chosen.contentHint = 'detail'
    chosen.addEventListener('ended', handleEnded)
    change({ kind: 'sharing', label: chosen.label })
  }

  /** The window was closed, or *Stop sharing* of the browser was pressed. */
  function handleEnded(): void {
    drop()
    if (state.kind === 'sharing') change({ kind: 'off' })
    else onChanged()
  }

  function stop(): void {
    choices++
    drop()
    if (state.kind !== 'off') change({ kind: 'off' })
  }

  function drop(): void {
    track?.removeEventListener('ended', handleEnded)
    track?.stop()
    track = null
  }

  function change(next: ScreenState): void {
    state = next
    onChanged()
  }

  return { getState: () => state, getTrack: () => track, share, stop }
}

function displayOptions(): DisplayOptions {
  const options: DisplayOptions = {
    video: { frameRate: { ideal: 15, max: 30 } },
    audio: false,
    selfBrowserSurface: 'exclude',
    surfaceSwitching: 'include',
  }
  if (!globalThis.CaptureController) return options
  // The call stays in front: who shares wants to go on talking, not to be sent to the shared window.
  const controller = new globalThis.CaptureController()
  controller.setFocusBehavior('no-focus-change')
  return { ...options, controller }
}

/** A closed picker is NotAllowedError in browsers and AbortError in Electron; a system that forbids it says so. */
function isChangeOfMind(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (error.name === 'NotAllowedError' && !/by system/i.test(error.message)) || error.name === 'AbortError'
}
