/** Why a device cannot be used: refused, none there, in use by another program, page not on HTTPS, anything else. */
export type DeviceProblem = 'refused' | 'missing' | 'busy' | 'insecure' | 'failed'

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
    // How Firefox and older Chromium say that a device did not start.
    case 'AbortError':
      return 'busy'
    default:
      return 'failed'
  }
}
