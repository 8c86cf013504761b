import type { LogPort } from '../../src-desk/ports.ts'

export type LogLine = {
  readonly level: keyof LogPort
  readonly message: string
  readonly detail: unknown
}

export type FakeLog = LogPort & {
  readonly lines: readonly LogLine[]
  /** Messages of one level. */
  messages: (level: LogLine['level']) => readonly string[]
}

/** Remembers every line. */
export function createFakeLog(): FakeLog {
  const lines: LogLine[] = []
  const write =
    (level: LogLine['level']) =>
    (message: string, detail?: unknown): void => {
      lines.push({ level, message, detail })
    }
  return {
    lines,
    messages: (level) => lines.filter((line) => line.level === level).map((line) => line.message),
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  }
}
