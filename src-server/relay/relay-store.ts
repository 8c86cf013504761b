import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { emptyWriteAheadLog } from '../database/database.ts'
import { rowId, type Row, type SetAside } from '../database/set-aside.ts'
import type { SecretBox } from '../secrets/secret-box.ts'
import type { Relay } from './set-up-relay.ts'

/** The relays of this server on the disk; keys and secrets are sealed. Every call is synchronous; a failing disk throws. */
export type RelayStore = {
  /** Those whose key cannot be opened any more are left out: they have to be set up anew. */
  readonly load: () => readonly Relay[]
  /** Replaces the one of the same host, which then has not given way. */
  readonly save: (relay: Relay) => void
  /** Whether this PC has given way to another one at this relay. */
  readonly hasYielded: (host: string) => boolean
  readonly setYielded: (host: string) => void
  readonly remove: (host: string) => void
}

export function createRelayStore(
  database: DatabaseSync,
  { secrets, setAside }: { readonly secrets: SecretBox; readonly setAside: Pick<SetAside, 'read'> },
): RelayStore {
  const select = database.prepare(`SELECT ${rowId}, * FROM relays ORDER BY host`)
  const upsert = database.prepare(
    `INSERT OR REPLACE INTO relays (host, port, host_key, account, socket_path, name, private_key, turn_secret)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const remove = database.prepare('DELETE FROM relays WHERE host = ?')
  const selectYielded = database.prepare('SELECT 1 FROM yielded_lines WHERE host = ?')
  const insertYielded = database.prepare('INSERT OR IGNORE INTO yielded_lines (host) VALUES (?)')
  const removeYielded = database.prepare('DELETE FROM yielded_lines WHERE host = ?')
  return {
    load: () =>
      select
        .all()
        .map((row) => setAside.read('relays', row, toRelay))
        .filter((relay) => relay !== null),
    save({ name, access: { host, port, hostKey, user, socketPath, privateKey }, turnSecret }) {
      const key = secrets.seal(privateKey, placeOf(host, 'private_key'))
      const secret = secrets.seal(turnSecret, placeOf(host, 'turn_secret'))
      removeYielded.run(host)
      upsert.run(host, port, hostKey, user, socketPath, name, key, secret)
    },
    hasYielded: (host) => selectYielded.get(host) !== undefined,
    setYielded(host) {
      insertYielded.run(host)
    },
    remove(host) {
      removeYielded.run(host)
      remove.run(host)
      // Its key is good for as long as the relay knows it.
      emptyWriteAheadLog(database)
    },
  }

  function toRelay(row: Row): Relay | null {
    const {
      host,
      port,
      host_key: hostKey,
      account: user,
      socket_path: socketPath,
      name,
      ...sealed
    } = v.parse(Schema, row)
    const privateKey = secrets.open(sealed.private_key, placeOf(host, 'private_key'))?.text
    const turnSecret = secrets.open(sealed.turn_secret, placeOf(host, 'turn_secret'))?.text
    if (privateKey === undefined || turnSecret === undefined) return null
    return { name, access: { host, port, hostKey, user, socketPath, privateKey }, turnSecret }
  }
}

const Schema = v.object({
  host: v.string(),
  port: v.number(),
  host_key: v.string(),
  account: v.string(),
  socket_path: v.string(),
  name: v.string(),
  private_key: v.string(),
  turn_secret: v.string(),
})

function placeOf(host: string, field: string): string {
  return `relays/${host}/${field}`
}
