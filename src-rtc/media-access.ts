import { createClock, type Clock } from '../src-shared/clock.ts'
import type { CaptureKind } from './capture-source.ts'

/** `getDisplayMedia` is missing on phones. */
export type MediaDevicesAccess = Pick<
  MediaDevices,
  'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
> &
  Partial<Pick<MediaDevices, 'getDisplayMedia'>>

/** All of the browser that local media touches. */
export type MediaAccess = {
  /** Null on a page without HTTPS. */
  readonly devices: MediaDevicesAccess | null
  /** Null where the browser does not say. */
  readonly queryPermission: (kind: CaptureKind) => Promise<PermissionState | null>
  readonly createStream: () => MediaStream
  readonly clock: Clock
}

export function createBrowserMediaAccess(): MediaAccess {
  return {
    devices: 'mediaDevices' in navigator ? navigator.mediaDevices : null,
    async queryPermission(kind) {
      try {
        return (await navigator.permissions.query({ name: kind })).state
      } catch {
        // Firefox knows these names only since 131; not knowing is an answer here.
        return null
      }
    },
    createStream: () => new MediaStream(),
    clock: createClock(globalThis),
  }
}
