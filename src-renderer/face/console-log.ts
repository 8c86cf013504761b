import type { LogPort } from '../../src-desk/ports.ts'

/* oxlint-disable no-console -- This is the log adapter of windows and pages: the one place that may. */

/** Writes to the developer tools; in the app, main keeps what windows write there. */
export function createConsoleLog(scope: string): LogPort {
  const prefix = `[${scope}]`
  return {
    debug: (message, detail) => console.debug(prefix, message, detail ?? ''),
    info: (message, detail) => console.info(prefix, message, detail ?? ''),
    warn: (message, detail) => console.warn(prefix, message, detail ?? ''),
    error: (message, detail) => console.error(prefix, message, detail ?? ''),
  }
}
