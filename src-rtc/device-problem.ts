import type { DeviceProblem } from './local-media.ts'

/** What a rejected `getUserMedia` or `getDisplayMedia` means to a person. */
export function toDeviceProblem(error: unknown): DeviceProblem {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    // Forbidden by the document's policy or by the person's browser settings.
    case 'SecurityError':
      return 'refused'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing'
    case 'NotReadableError':
    // Firefox's and older Chromium's word for a device that would not start.
    case 'AbortError':
      return 'busy'
    default:
      return 'failed'
  }
}
