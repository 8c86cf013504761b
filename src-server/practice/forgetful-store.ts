import type { KnockId } from '../../src-shared/ids.ts'
import { callIdOf } from '../knocks/knock-rows.ts'
import type { KnockRecord } from '../knocks/knock-record.ts'
import type { KnockStore } from '../knocks/knock-store.ts'

/** A store of knocks that are written nowhere: it knows the last one, for whoever repeats a command about it. */
export function createForgetfulStore(): KnockStore {
  let last: KnockRecord | null = null
  const lastIf = (fits: (record: KnockRecord) => boolean): KnockRecord | null => (last && fits(last) ? last : null)
  return {
    save(record) {
      last = record
    },
    find: (id: KnockId) => lastIf((record) => record.id === id),
    findByToken: (tokenHash) => lastIf((record) => record.tokenHash === tokenHash),
    findByCall: (callId) => lastIf(({ phase }) => callIdOf(phase) === callId),
    listRunning: () => [],
    nextFreeTimeMs: (atMs) => atMs,
  }
}
