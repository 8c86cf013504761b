import { assertNever } from '../src-shared/result.ts'

/** Which camera or microphone to capture from. */
export type CaptureSource =
  | { readonly kind: 'default' }
  /** This one where it can be had, else any other. */
  | { readonly kind: 'preferred'; readonly deviceId: string }
  /** This one or none. */
  | { readonly kind: 'exact'; readonly deviceId: string }
  | { readonly kind: 'facing'; readonly facingMode: 'user' | 'environment' }
  /** A part in the hand, to be looked at closely: this camera, or null for the one at the back. */
  | { readonly kind: 'part'; readonly deviceId: string | null }

export type CaptureKind = 'camera' | 'microphone'

/** An empty id is the system's default. */
export function preferredSource(deviceId: string): CaptureSource {
  return deviceId === '' ? { kind: 'default' } : { kind: 'preferred', deviceId }
}

/** An empty id is the system's default. */
export function exactSource(deviceId: string): CaptureSource {
  return deviceId === '' ? { kind: 'default' } : { kind: 'exact', deviceId }
}

/** The constraints of a call's camera or microphone. */
export function captureConstraints(kind: CaptureKind, source: CaptureSource): MediaTrackConstraints {
  const choice = sourceConstraints(kind, source)
  if (kind === 'microphone') {
    return { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...choice }
  }
  // A part is held still, and its edges are what is to be seen.
  if (source.kind === 'part')
    return { width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 15 }, ...choice }
  return { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 }, ...choice }
}

function sourceConstraints(kind: CaptureKind, source: CaptureSource): MediaTrackConstraints {
  switch (source.kind) {
    case 'default':
      return kind === 'camera' ? { facingMode: { ideal: 'user' } } : {}
    case 'preferred':
      return { deviceId: { ideal: source.deviceId } }
    case 'exact':
      return { deviceId: { exact: source.deviceId } }
    case 'facing':
      return { facingMode: { exact: source.facingMode } }
    case 'part':
      return source.deviceId === null
        ? { facingMode: { exact: 'environment' } }
        : { deviceId: { exact: source.deviceId } }
    default:
      return assertNever(source)
  }
}
