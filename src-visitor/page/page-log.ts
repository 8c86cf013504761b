/** Where the page writes what happened, for whoever opens the developer tools. Never a name or a message. */
export type PageLog = {
  info: (message: string, detail?: unknown) => void
  warn: (message: string, detail?: unknown) => void
}

export function createPageLog(): PageLog {
  const write = (level: 'info' | 'warn') => (message: string, detail?: unknown) => {
    // oxlint-disable-next-line no-console -- This is the log adapter.
    console[level](`konkon: ${message}`, ...(detail === undefined ? [] : [detail]))
  }
  return { info: write('info'), warn: write('warn') }
}
