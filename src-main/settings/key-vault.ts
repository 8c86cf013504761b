import type { SafeStorage } from 'electron'
import type { LogPort } from '../../src-desk/ports.ts'

export type KeyVaultOptions = {
  readonly safeStorage: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
  >
  readonly platform: NodeJS.Platform
  readonly log: LogPort
}

/** Encrypts a secret with the operating system's password store. */
export type KeyVault = {
  /** Base64 to write to a file; null if the system has no safe place, and then nothing may be written. */
  lock: (secret: string) => Promise<string | null>
  /** Null if it cannot be read, e.g. because the file came from another computer. */
  unlock: (locked: string) => Promise<string | null>
}

export function createKeyVault({ safeStorage, platform, log }: KeyVaultOptions): KeyVault {
  async function isSafe(): Promise<boolean> {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
    // On Linux without a keyring, Chromium "encrypts" with a password that is the same everywhere.
    return platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
  }

  return {
    lock: async (secret) => {
      try {
        return (await isSafe()) ? (await safeStorage.encryptStringAsync(secret)).toString('base64') : null
      } catch (cause) {
        log.warn('the system could not lock the key', cause)
        return null
      }
    },
    unlock: async (locked) => {
      try {
        return (await safeStorage.decryptStringAsync(Buffer.from(locked, 'base64'))).result
      } catch (cause) {
        log.warn('the system could not unlock the key', cause)
        return null
      }
    },
  }
}
