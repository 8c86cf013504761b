import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { ServerKeys } from './server-keys.ts'

/** Encrypts what the database must not hold in the clear: AES-256-GCM. */
export type SecretBox = {
  /**
   * As text for the database. `place` names table, row and field: sealed text that was moved elsewhere cannot be
   * opened there. Throws where there is no key and none can be made.
   */
  readonly seal: (text: string, place: string) => string
  /** Null if it cannot be read: the key is another, or somebody changed it. */
  readonly open: (sealed: string, place: string) => Opened | null
}

/** `isCurrent`: sealed as it would be now; otherwise it is to be sealed again. */
export type Opened = { readonly text: string; readonly isCurrent: boolean }

const algorithm = 'aes-256-gcm'
/** Of what is sealed: this byte, the key's id, the nonce, the tag, the encrypted text. */
const version = 1
const keyIdBytes = 8
const nonceBytes = 12
const tagBytes = 16
const headBytes = 1 + keyIdBytes + nonceBytes + tagBytes

export function createSecretBox(keys: ServerKeys): SecretBox {
  return {
    seal(text, place) {
      const key = keys.current()
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv(algorithm, key, nonce)
      cipher.setAAD(boundTo(place))
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      const head = [Buffer.of(version), idOf(key), nonce, cipher.getAuthTag()]
      return Buffer.concat([...head, encrypted]).toString('base64url')
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < headBytes || bytes[0] !== version) return null
      const keyId = bytes.subarray(1, 1 + keyIdBytes)
      const known = keys.all()
      const index = known.findIndex((key) => idOf(key).equals(keyId))
      const key = known[index]
      if (!key) return null
      const text = decrypt(bytes.subarray(1 + keyIdBytes), key, place)
      return text === null ? null : { text, isCurrent: index === 0 }
    },
  }
}

function decrypt(bytes: Buffer, key: Buffer, place: string): string | null {
  const nonce = bytes.subarray(0, nonceBytes)
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(boundTo(place))
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8')
  } catch {
    // The tag does not fit: it was changed, or belongs to another place.
    return null
  }
}

function boundTo(place: string): Buffer {
  return Buffer.from(`konkon/${version}/${place}`)
}

/** Tells keys apart without telling anything of them. */
function idOf(key: Buffer): Buffer {
  return createHash('sha256').update('konkon key id').update(key).digest().subarray(0, keyIdBytes)
}
