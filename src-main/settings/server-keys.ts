import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import type { KeyVault } from './key-vault.ts'
import type { SettingsFile } from './settings-store.ts'

export type ServerKeysOptions = { readonly file: SettingsFile; readonly vault: KeyVault }

/** The encrypted keys, the current one first. */
const lockedKeys = 'lockedServerKeys'
/** One that the system cannot open now may come back with its keyring; more than these nobody will miss. */
const keptKeys = 5

/**
 * The keys with which the app's own room server seals secrets, one a line, the current one first. Made at the first
 * start, and kept by the system's password store. Null where that is not safe: then the server keeps a key itself.
 */
export async function openServerKeys({ file, vault }: ServerKeysOptions): Promise<string | null> {
  const known = v.safeParse(v.array(v.string()), file.get(lockedKeys))
  const locked = known.success ? known.output : []
  const opened = await Promise.all(locked.map((one) => vault.unlock(one)))
  const keys = opened.filter((key) => key !== null)
  if (opened[0] !== undefined && opened[0] !== null) return keys.join('\n')
  const made = randomBytes(32).toString('base64')
  const lockedNow = await vault.lock(made)
  if (lockedNow === null) return null
  file.set(lockedKeys, [lockedNow, ...locked].slice(0, keptKeys))
  return [made, ...keys].join('\n')
}
