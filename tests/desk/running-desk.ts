/** A whole desk over fakes of its ports, connected. */
import { createDesk, type Desk } from '../../src-desk/desk.ts'
import type { RoomFact } from '../../src-desk/ports.ts'
import type { BareFact } from '../../src-desk/core/desk-fact.ts'
import { createFakeDeskPorts, type FakeDeskPorts } from '../fakes/fake-desk-ports.ts'
import { self, target } from './desk-data.ts'

export function startDesk(...[settings, startMs]: Parameters<typeof createFakeDeskPorts>): {
  readonly desk: Desk
  readonly ports: FakeDeskPorts
} {
  const ports = createFakeDeskPorts(settings, startMs)
  const desk = createDesk({
    id: self.id,
    defaultName: 'Milling',
    defaultLanguage: 'en',
    sampleNameIn: () => 'Sample',
    ports,
  })
  desk.connect(target)
  return { desk, ports }
}

export function tell(ports: FakeDeskPorts, ...facts: readonly BareFact[]): void {
  for (const fact of facts) ports.room.tell(fact as RoomFact)
}

/** Lets promises that are settled already run what waits for them. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}
