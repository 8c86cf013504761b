import log from 'electron-log/node'
import path from 'node:path'
import type { LogPort } from '../src-desk/ports.ts'

/** Beyond this the file becomes `main.old.log`, so that a desk that is never switched off does not fill the disk. */
const maxFileBytes = 2_000_000

/**
 * Writes `main.log` in `folder`, rotated. Nothing goes to the console, because other programs read stdout.
 */
export function createLog(folder: string, isVerbose: boolean): LogPort {
  log.transports.console.level = false
  log.transports.file.level = isVerbose ? 'debug' : 'info'
  log.transports.file.maxSize = maxFileBytes
  log.transports.file.resolvePathFn = () => path.join(folder, 'main.log')
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, detail?: unknown): void => {
      if (detail === undefined) log[level](message)
      else log[level](message, detail)
    }
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}
