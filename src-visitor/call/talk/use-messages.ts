import { useState } from 'preact/hooks'
import type { CallLine, LineId } from '../../../src-shared/call-line.ts'

export type Messages = {
  readonly lines: readonly CallLine[]
  /** The desk's lines that were not seen yet. */
  readonly unread: readonly CallLine[]
  readonly isOpen: boolean
  readonly setOpen: (isOpen: boolean) => void
  readonly markSeen: () => void
}

const none: readonly CallLine[] = []

/** What both sides write, and what of it the visitor has seen. */
export function useMessages(lines: readonly CallLine[] = none): Messages {
  const [isOpen, setOpen] = useState(false)
  const [seenId, setSeenId] = useState<LineId | null>(null)
  const seen = lines.findIndex(({ id }) => id === seenId)
  const unread = lines.slice(seen + 1).filter(({ from }) => from === 'desk')
  return { lines, unread, isOpen, setOpen, markSeen: () => setSeenId(lines.at(-1)?.id ?? null) }
}
