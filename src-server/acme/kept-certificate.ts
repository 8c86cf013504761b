import type { Clock } from '../../src-shared/clock.ts'
import type { CertificateState } from '../../src-shared/relay-set-up.ts'
import { dayMs, hourMs, minuteMs } from '../../src-shared/duration.ts'
import type { Certificate } from '../lan/self-made-certificate.ts'
import { spanOf, type CertificateSpan } from './certificate-file.ts'

export type KeptCertificateDeps = {
  readonly kept: Certificate | null
  readonly order: () => Promise<Certificate>
  readonly write: (certificate: Certificate) => Promise<void>
  readonly clock: Clock
  readonly onCertificate: (certificate: Certificate) => void
  readonly onState: (state: CertificateState) => void
}

/** A certificate that is renewed in time. */
export type KeptCertificate = {
  readonly getState: () => CertificateState
  /** Idempotent. */
  readonly dispose: () => void
}

const lookEveryMs = hourMs
/** Authorities count refusals, five an hour; patience is what gets a certificate in the end. */
const retryAfterMs = [15 * minuteMs, 30 * minuteMs, hourMs, 3 * hourMs]

/** Or a sixth of its time where that is less: one of six days has no fourteen. */
const urgentMs = 14 * dayMs

/**
 * Orders one at once where there is none, and a new one when a third of the present one's time is left: a month of ninety
 * days, two days of six. A refusal is told and tried again, later each time.
 */
export function createKeptCertificate(deps: KeptCertificateDeps): KeptCertificate {
  const { clock } = deps
  let current = deps.kept
  let state: CertificateState = current
    ? { kind: 'good', untilMs: spanOf(current).untilMs }
    : { kind: 'none', why: null }
  let failures = 0
  let notBeforeMs = -Infinity
  let isOrdering = false
  let isOver = false
  let cancelTimer: () => void = () => undefined
  look()

  return {
    getState: () => state,
    dispose() {
      isOver = true
      cancelTimer()
    },
  }

  function look(): void {
    cancelTimer()
    if (isOver) return
    cancelTimer = clock.setTimer(lookEveryMs, look)
    if (!isOrdering && isDue() && clock.now() >= notBeforeMs) void orderOne()
  }

  function isDue(): boolean {
    if (current === null) return true
    const { fromMs, untilMs } = spanOf(current)
    return clock.now() >= untilMs - (untilMs - fromMs) / 3
  }

  async function orderOne(): Promise<void> {
    isOrdering = true
    try {
      const fresh = await deps.order()
      if (isOver) return
      await deps.write(fresh)
      current = fresh
      failures = 0
      deps.onCertificate(fresh)
      change({ kind: 'good', untilMs: spanOf(fresh).untilMs })
    } catch (cause) {
      retryLater(cause instanceof Error ? cause.message : String(cause))
    } finally {
      isOrdering = false
    }
  }

  function retryLater(why: string): void {
    if (isOver) return
    const waitMs = retryAfterMs[Math.min(failures, retryAfterMs.length - 1)] ?? hourMs
    failures += 1
    notBeforeMs = clock.now() + waitMs
    cancelTimer()
    cancelTimer = clock.setTimer(waitMs, look)
    change(current === null ? { kind: 'none', why } : failing(spanOf(current), why))
  }

  function change(next: CertificateState): void {
    state = next
    deps.onState(next)
  }
}

function failing({ fromMs, untilMs }: CertificateSpan, why: string): CertificateState {
  return { kind: 'failing', untilMs, urgentFromMs: untilMs - Math.min(urgentMs, (untilMs - fromMs) / 6), why }
}
