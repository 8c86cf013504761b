import type { CallId } from '../../src-shared/ids.ts'
import type { SignalLine } from '../call/call-session.ts'
import { openPracticeLine, type PracticeLineDeps } from './practice-line.ts'

/** For the entries: the visitor of a practice call comes in a file of its own, when somebody practises. */
export function createPracticeLines(log: PracticeLineDeps['log']): (callId: CallId) => SignalLine {
  const loadVisitor = async () => (await import('./practice-visitor.ts')).createPracticeVisitor
  return (callId) => openPracticeLine(callId, { loadVisitor, log })
}
