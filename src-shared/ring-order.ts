/** What the ringer is to do. An order replaces the one before; the same order again changes nothing. */
export type RingOrder =
  | { readonly kind: 'silence' }
  /**
   * Loops until another order. `volume` is 0.1 to 1; an empty device is the default one. `alsoOnDefault` rings the
   * default device too. A greater `sequence` starts the loop over, so that one more knock is heard as one more.
   */
  | {
      readonly kind: 'ring'
      readonly volume: number
      readonly outputDeviceId: string
      readonly alsoOnDefault: boolean
      readonly sequence: number
    }
  /** Once and softly, for a knock during a call. `sequence` tells one chime from the next. */
  | { readonly kind: 'chime'; readonly volume: number; readonly outputDeviceId: string; readonly sequence: number }
