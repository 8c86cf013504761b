/** What a phone's camera can do for a part in the hand. Browsers name what they have; many have none of it. */
export type PartAbilities = { readonly hasLight: boolean; readonly canHoldFocus: boolean }

/** Of Image Capture (https://www.w3.org/TR/image-capture/), which TypeScript's DOM library does not know. */
type PartCapabilities = MediaTrackCapabilities & {
  readonly torch?: boolean | readonly boolean[]
  readonly focusMode?: readonly string[]
}
type PartConstraints = MediaTrackConstraintSet & {
  readonly torch?: boolean
  readonly focusMode?: string
  readonly focusDistance?: number
}

export function partAbilities(track: MediaStreamTrack): PartAbilities {
  // Firefox has had no capabilities of a track for long.
  const { torch, focusMode = [] }: PartCapabilities = 'getCapabilities' in track ? track.getCapabilities() : {}
  return {
    hasLight: typeof torch === 'object' ? torch.includes(true) : (torch ?? false),
    // What cannot be let go of again is not held.
    canHoldFocus: focusMode.includes('manual') && focusMode.includes('continuous'),
  }
}

export function setLight(track: MediaStreamTrack, torch: boolean): Promise<void> {
  return ask(track, { torch })
}

/** Held, it stays at the distance at which it is now. */
export function holdFocus(track: MediaStreamTrack, isHeld: boolean): Promise<void> {
  const { focusDistance }: MediaTrackSettings & { readonly focusDistance?: number } = track.getSettings()
  if (!isHeld) return ask(track, { focusMode: 'continuous' })
  return ask(track, { focusMode: 'manual', ...(focusDistance === undefined ? {} : { focusDistance }) })
}

/** Light and focus are asked for one by one, and asking for one must not let go of the other. */
function ask(track: MediaStreamTrack, wanted: PartConstraints): Promise<void> {
  const before = track.getConstraints()
  const [kept = {}] = before.advanced ?? []
  return track.applyConstraints({ ...before, advanced: [{ ...kept, ...wanted }] })
}
