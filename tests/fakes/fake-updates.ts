import type { UpdatePort } from '../../src-desk/ports.ts'
import type { UpdateStatus } from '../../src-shared/update-status.ts'
import { createFakeListeners } from './fake-listeners.ts'

export type FakeUpdates = UpdatePort & {
  /** How often the newer version was begun. */
  readonly installs: number
  report: (status: UpdateStatus) => void
}

/** A publisher whose newest version the test decides. */
export function createFakeUpdates(): FakeUpdates {
  const statuses = createFakeListeners<UpdateStatus>()
  let installs = 0
  return {
    install() {
      installs += 1
    },
    onStatus: statuses.on,
    get installs() {
      return installs
    },
    report: statuses.tell,
  }
}
