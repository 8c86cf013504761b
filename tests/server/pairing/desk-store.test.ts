import { expect, it } from 'vitest'
import { openDatabaseAt } from '../../../src-server/database/database.ts'
import { createDeskStore } from '../../../src-server/pairing/desk-store.ts'
import { parseDeskId, parseRoomAddress } from '../../support/room-client.ts'

it('reads a name of before, which nobody had cleaned, as one line', () => {
  const database = openDatabaseAt(':memory:')
  const room = parseRoomAddress('front-desk')
  database.exec(`INSERT INTO rooms (address, profile) VALUES ('front-desk', '{}')`)
  database
    .prepare(`INSERT INTO desks (room, id, name, own_name, key_hash, paired_at_ms) VALUES (?, 'd', ?, ?, 'x', 1)`)
    .run(room, 'Mil\u202eling\n2', 'Lathe\u0000')
  const store = createDeskStore(database, room, { read: (_table, row, parse) => parse(row) })
  const cleaned = { name: 'Mil ling 2', ownName: 'Lathe' }
  expect(store.find(parseDeskId('d'))).toMatchObject(cleaned)
  expect(store.list()).toMatchObject([cleaned])
  database.close()
})
