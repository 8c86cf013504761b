import { expect, it } from 'vitest'
import { createAuditLog } from '../../../src-server/audit/audit-log.ts'
import { openDatabaseAt } from '../../../src-server/database/database.ts'
import type { AuditAct } from '../../../src-shared/audit.ts'
import { limits } from '../../../src-shared/limits.ts'
import { parseRoomAddress } from '../../support/room-client.ts'

it('does not grow without end, and what every desk does pushes nothing out that owners did', () => {
  const database = openDatabaseAt(':memory:')
  database.exec(`INSERT INTO rooms (address, profile) VALUES ('front-desk', '{}')`)
  const log = createAuditLog({
    database,
    room: parseRoomAddress('front-desk'),
    setAside: { read: (_table, row, parse) => parse(row) },
    now: () => 1,
    onFault(cause) {
      throw cause
    },
  })
  const countOf = (kind: AuditAct['kind']): number => log.list().filter(({ act }) => act.kind === kind).length
  const most = limits.auditEntriesKept
  log.record(null, { kind: 'call-outs-set' })
  for (let count = 0; count < most + 5; count += 1) log.record(null, { kind: 'invitation-made', untilMs: count })
  expect(countOf('invitation-made')).toBe(most)
  expect(log.list()[0]?.act).toEqual({ kind: 'invitation-made', untilMs: most + 4 })
  expect(countOf('call-outs-set')).toBe(1)
  for (let count = 0; count < most + 5; count += 1) log.record(null, { kind: 'put-out', count })
  expect(countOf('put-out')).toBe(most)
  expect(countOf('call-outs-set')).toBe(0)
  expect(countOf('invitation-made')).toBe(most)
  database.close()
})
