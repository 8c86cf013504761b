import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react'
import { ownCall } from '../../../src-desk/core/selectors.ts'
import type { CallLine, LineId } from '../../../src-shared/call-line.ts'
import { useDesk } from '../../face/face.ts'

/** What both sides of this desk's call write to each other, and what of it a person here has seen. */
export type Messages = {
  readonly lines: readonly CallLine[]
  /** The visitor's lines that nobody here has seen yet. */
  readonly unread: readonly CallLine[]
  readonly isOpen: boolean
  readonly setOpen: (isOpen: boolean) => void
  /** All that there is now was seen. */
  readonly markSeen: () => void
}

const MessagesContext = createContext<Messages | null>(null)

/** Stands above the screens, so that what was read stays read when a person comes back from the visit log. */
export function MessagesProvider(props: { readonly children: ReactNode }): ReactNode {
  const lines = useDesk((desk) => desk.lines)
  const callId = useDesk((desk) => ownCall(desk)?.id ?? null)
  const [openIn, setOpenIn] = useState<string | null>(null)
  const [seenId, setSeenId] = useState<LineId | null>(null)
  const lastId = lines.at(-1)?.id ?? null
  const setOpen = useCallback((isOpen: boolean) => setOpenIn(isOpen ? callId : null), [callId])
  const markSeen = useCallback(() => setSeenId(lastId), [lastId])
  const messages = useMemo(() => {
    const seen = lines.findIndex(({ id }) => id === seenId)
    const unread = lines.slice(seen + 1).filter(({ from }) => from === 'visitor')
    return { lines, unread, isOpen: callId !== null && openIn === callId, setOpen, markSeen }
  }, [lines, seenId, callId, openIn, setOpen, markSeen])
  return <MessagesContext value={messages}>{props.children}</MessagesContext>
}

export function useMessages(): Messages {
  const messages = use(MessagesContext)
  if (!messages) throw new Error('A view outside its MessagesProvider.')
  return messages
}
