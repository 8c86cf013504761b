import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { CallOutSchema, type CallOut } from '../../src-shared/call-out.ts'
import type { RoomAddress } from '../../src-shared/ids.ts'
import { rowId, type SetAside } from '../database/set-aside.ts'
import type { Log } from '../log.ts'
import type { SecretBox } from '../secrets/secret-box.ts'
import type { KeptCallOut, PrivateTexts } from './call-out-kind.ts'
import { hasSecret, privateTextsOf, shownOf, withPrivateTexts } from './call-out-kinds.ts'

/** A room's call-outs on the disk, where whatever a desk is not shown is sealed. */
export type CallOutStore = {
  /** Those that can be read. */
  readonly load: () => readonly KeptCallOut[]
  readonly save: (callOuts: readonly KeptCallOut[]) => void
}

export type CallOutStoreDeps = {
  readonly database: DatabaseSync
  readonly room: RoomAddress
  readonly setAside: Pick<SetAside, 'read'>
  readonly secrets: SecretBox
  readonly log: Log
}

export function createCallOutStore({ database, room, setAside, secrets, log }: CallOutStoreDeps): CallOutStore {
  const select = database.prepare(`SELECT ${rowId}, list FROM call_outs WHERE room = ?`)
  const upsert = database.prepare(
    'INSERT INTO call_outs (room, list) VALUES (?, ?) ON CONFLICT (room) DO UPDATE SET list = excluded.list',
  )
  return { load, save }

  function load(): readonly KeptCallOut[] {
    const row = select.get(room)
    if (!row) return []
    const whole = setAside.read('call_outs', row, (given) => v.parse(RowSchema, given))
    const opened = (whole?.list ?? readableOf(row['list'])).map(open)
    const kept = opened.map(({ keptCallOut }) => keptCallOut)
    const isToBeSealed = opened.some(({ isSealed }) => !isSealed)
    if (isToBeSealed || (whole === null && kept.length > 0)) sealOnDisk(kept)
    return kept
  }

  /** What was written before secrets were sealed, or with another key: one write, so that a crash loses nothing. */
  function sealOnDisk(callOuts: readonly KeptCallOut[]): void {
    try {
      save(callOuts)
      // The log of the database still holds the page as it was.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    } catch (cause) {
      log.error({ err: cause }, 'secrets of call-outs could not be sealed; the next start tries again')
    }
  }

  function save(callOuts: readonly KeptCallOut[]): void {
    upsert.run(room, JSON.stringify(callOuts.map(toStored)))
  }

  function toStored({ callOut, unreadable }: KeptCallOut): StoredCallOut {
    const sealed: Record<string, string> = {}
    for (const [name, text] of Object.entries(privateTextsOf(callOut))) {
      sealed[name] = unreadable[name] ?? secrets.seal(text, placeOf(callOut, name))
    }
    return { ...shownOf(callOut), sealed: { ...sealed, ...unreadable } }
  }

  function open({ sealed, ...callOut }: StoredCallOut): { keptCallOut: KeptCallOut; isSealed: boolean } {
    if (sealed === undefined) return { keptCallOut: { callOut, unreadable: {} }, isSealed: !hasSecret(callOut) }
    const texts: Record<string, string> = {}
    const unreadable: Record<string, string> = {}
    let isSealed = true
    for (const [name, text] of Object.entries(sealed)) {
      const opened = secrets.open(text, placeOf(callOut, name))
      if (opened === null) unreadable[name] = text
      else texts[name] = opened.text
      if (opened?.isCurrent === false) isSealed = false
    }
    if (Object.keys(unreadable).length > 0) {
      log.warn({ callOut: callOut.id }, 'the key for what a call-out keeps is not there: it has to be typed anew')
    }
    return { keptCallOut: { callOut: withPrivateTexts(callOut, texts), unreadable }, isSealed }
  }

  function placeOf({ id }: CallOut, name: string): string {
    return `call_outs/${room}/${id}/${name}`
  }
}

/** As desks see it, with what they do not see beside it. Without `sealed` it was written before there was a key. */
type StoredCallOut = CallOut & { readonly sealed?: PrivateTexts | undefined }

const SealedSchema = v.object({ sealed: v.optional(v.record(v.string(), v.string())) })
const StoredCallOutSchema = v.intersect([CallOutSchema, SealedSchema])
const RowSchema = v.object({
  list: v.pipe(v.string(), v.parseJson(), v.array(StoredCallOutSchema)),
})

/** One call-out that cannot be read must not silence the others. */
function readableOf(list: unknown): readonly StoredCallOut[] {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), v.array(v.unknown())), list)
  if (!parsed.success) return []
  return parsed.output.flatMap((one) => {
    const callOut = v.safeParse(StoredCallOutSchema, one)
    return callOut.success ? [callOut.output] : []
  })
}
