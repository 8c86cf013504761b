import { createScreenKeeper } from '../../src-page/screen-keeper.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

export type KeepAwakeDeps = {
  /** Whether anybody is to be called here now. */
  readonly isOnDuty: () => boolean
  readonly onDutyChanged: (listener: () => void) => Unsubscribe
  readonly log: (message: string, detail?: unknown) => void
}

/** Keeps the screen on while the desk is on duty. */
export function keepAwake({ isOnDuty, onDutyChanged, log }: KeepAwakeDeps): Unsubscribe {
  const screen = createScreenKeeper(log)
  const follow = (): void => screen.setWanted(isOnDuty())
  const stopFollowing = onDutyChanged(follow)
  follow()
  return () => {
    stopFollowing()
    screen.dispose()
  }
}
