import { LineIdSchema, type LineId } from '../src-shared/call-line.ts'
import { createListeners } from '../src-shared/listeners.ts'
import { parse } from '../src-shared/parse.ts'
import type { Unsubscribe } from '../src-shared/unsubscribe.ts'
import { randomId } from './random-id.ts'

export type Unsent = { readonly text: string; readonly lineId: LineId }
export type LineDraft = { readonly draft: string; readonly isFailed: boolean }

/** The one line that is being written. */
export type LineSender = {
  /** The same object until it changed. */
  getState: () => LineDraft
  subscribe: (listener: () => void) => Unsubscribe
  type: (draft: string) => void
  /** Does nothing where nothing is written. */
  send: () => void
}

/**
 * What was typed stays until the server has it. The same text sent again after a failure is the same line, so that it cannot
 * arrive twice. `say` resolves to whether the server has it.
 */
export function createLineSender(say: (line: Unsent) => Promise<boolean>): LineSender {
  const changed = createListeners<void>()
  let state: LineDraft = { draft: '', isFailed: false }
  let unsent: Unsent | null = null

  function show(change: Partial<LineDraft>): void {
    state = { ...state, ...change }
    changed.tell()
  }

  async function deliver(line: Unsent): Promise<void> {
    const isTaken = await say(line)
    // The answer to a line that was changed meanwhile says nothing about what stands there now.
    if (unsent !== line) return
    if (!isTaken) return show({ isFailed: true })
    unsent = null
    if (state.draft.trim() === line.text) show({ draft: '' })
  }

  return {
    getState: () => state,
    subscribe: (listener) => changed.add(listener),
    type: (draft) => show({ draft }),
    send() {
      const text = state.draft.trim()
      if (text === '') return
      const line = unsent?.text === text ? unsent : { text, lineId: makeLineId() }
      unsent = line
      show({ isFailed: false })
      void deliver(line)
    },
  }
}

function makeLineId(): LineId {
  const lineId = parse(LineIdSchema, randomId('l'))
  if (lineId.kind === 'failed') throw new Error(lineId.message)
  return lineId.value
}
