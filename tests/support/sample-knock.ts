import { blankKnock, type KnockRecord } from '../../src-server/knocks/knock-record.ts'
import { parseKnockId } from './room-client.ts'

/** A knock that waits since `sinceMs`, its visitor connected. */
export function waitingKnock(sinceMs: number): KnockRecord {
  return {
    ...blankKnock,
    id: parseKnockId('k_1'),
    tokenHash: 'hash',
    name: 'Sato',
    language: 'ja',
    knockedAtMs: sinceMs,
    phase: { kind: 'waiting', sinceMs },
  }
}
