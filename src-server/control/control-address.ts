import { createHash } from 'node:crypto'
import path from 'node:path'

/** Where programs of the same user on the same machine reach the server that holds this folder. */
export function controlAddress(dataFolder: string): string {
  if (process.platform !== 'win32') return path.join(dataFolder, 'konkon.sock')
  return String.raw`\\.\pipe\konkon-${createHash('sha256').update(path.resolve(dataFolder)).digest('hex')}`
}
