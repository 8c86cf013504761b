import type { LogPort } from '../../src-desk/ports.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { Scope } from '../../src-shared/scope.ts'
import type { Quitting } from '../quitting.ts'

/** What every part of the front desk is set up with. */
export type Base = {
  readonly clock: Clock
  readonly log: LogPort
  readonly quitting: Quitting
  /** Ends with the program, before the room server stops. */
  readonly scope: Scope
  /** Where pictures and sounds are. */
  readonly assetsFolder: string
  /** Where the built pages, preloads and the server are. */
  readonly builtFolder: string
}
