/** Signals to and from the other side of a practice call, which is played in this very page: no server sees them. */
import type { CallId } from '../../src-shared/ids.ts'
import type { Signal } from '../../src-shared/call.ts'
import { createListeners } from '../../src-shared/listeners.ts'
import type { SignalLine } from '../call/call-session.ts'
import type { PracticeVisitor, PracticeVisitorOptions } from './practice-visitor.ts'

export type PracticeLineDeps = {
  /** Loaded when somebody practises, which is seldom. */
  readonly loadVisitor: () => Promise<(options: PracticeVisitorOptions) => PracticeVisitor>
  readonly log: (message: string, detail?: unknown) => void
}

/** The visitor is there until the line is disposed. */
export function openPracticeLine(callId: CallId, { loadVisitor, log }: PracticeLineDeps): SignalLine {
  const toDesk = createListeners<Signal>()
  const toVisitor = createListeners<Signal>()
  const early: Signal[] = []
  let visitor: PracticeVisitor | null = null
  let isOver = false
  loadVisitor().then(
    (createPracticeVisitor) => {
      if (isOver) return
      visitor = createPracticeVisitor({ callId, sendSignal: later(toDesk.tell), onSignal: toVisitor.add, log })
      for (const signal of early.splice(0)) toVisitor.tell(signal)
    },
    (cause: unknown) => log('the visitor of a practice call could not be loaded', cause),
  )
  return {
    sendSignal: later((signal) => {
      if (visitor) toVisitor.tell(signal)
      else early.push(signal)
    }),
    onSignal: toDesk.add,
    dispose() {
      isOver = true
      visitor?.dispose()
      toDesk.clear()
      toVisitor.clear()
    },
  }

  /** A peer must not be answered before it has finished what it was saying. */
  function later(tell: (signal: Signal) => void): (signal: Signal) => void {
    return (signal) => queueMicrotask(() => isOver || tell(signal))
  }
}
