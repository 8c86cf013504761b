import type { PermissionPlace } from '../permission-place.ts'

/** How a refused device is allowed again. `device` is its name as that place shows it. */
export type PermissionWords = {
  /** On the button that shows the steps. */
  readonly how: string
  readonly steps: Readonly<Record<PermissionPlace, (device: string) => readonly [string, string]>>
}
