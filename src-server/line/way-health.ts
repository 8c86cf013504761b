import type { CertificateState } from '../../src-shared/relay-set-up.ts'
import type { Clock } from '../../src-shared/clock.ts'
import { minuteMs } from '../../src-shared/duration.ts'
import type { LineState } from '../../src-shared/line-state.ts'
import { createListeners } from '../../src-shared/listeners.ts'
import { isSameData } from '../../src-shared/same-data.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { WayTrouble } from '../../src-shared/way-trouble.ts'

/** Whether customers get in by the address that leads here. Without one nothing is wrong. */
export type WayHealth = {
  readonly get: () => WayTrouble | null
  /** Call after every change of a line, of the certificate, of which relays there are, or of where the own address leads. */
  readonly look: () => void
  /** Calls after every change of `get()`. */
  readonly subscribe: (listener: () => void) => Unsubscribe
  readonly dispose: () => void
}

export type WayHealthDeps = {
  readonly clock: Clock
  readonly listLines: () => readonly { readonly line: LineState }[]
  readonly getCertificate: () => CertificateState | null
  /** Since when the owner's own proxy or tunnel leads here no more, in epoch ms; null while nothing is known against it. */
  readonly getLostSinceMs: () => number | null
}

/** Lines heal within seconds, and nobody has to run for that. */
export const lineDownAfterMs = minuteMs

export function createWayHealth({ clock, listLines, getCertificate, getLostSinceMs }: WayHealthDeps): WayHealth {
  const listeners = createListeners<void>()
  let trouble: WayTrouble | null = null
  let downSinceMs: number | null = null
  let cancelTimer: Unsubscribe = () => undefined
  return {
    get: () => trouble,
    look,
    subscribe: listeners.add,
    dispose() {
      cancelTimer()
      listeners.clear()
    },
  }

  function look(): void {
    cancelTimer()
    const next = lineTrouble() ?? certificateTrouble() ?? ownTrouble()
    if (isSameData(next, trouble)) return
    trouble = next
    listeners.tell()
  }

  function lineTrouble(): WayTrouble | null {
    const lines = listLines()
    const isDown = lines.length > 0 && lines.every(({ line }) => line.kind !== 'up')
    if (!isDown) {
      downSinceMs = null
      return null
    }
    downSinceMs ??= clock.now()
    const leftMs = downSinceMs + lineDownAfterMs - clock.now()
    if (leftMs <= 0) return { kind: 'line-down', sinceMs: downSinceMs }
    cancelTimer = clock.setTimer(leftMs, look)
    return null
  }

  function ownTrouble(): WayTrouble | null {
    const sinceMs = getLostSinceMs()
    return sinceMs === null ? null : { kind: 'leads-elsewhere', sinceMs }
  }

  /** An authority is asked only once a line is up, so that one which says nothing yet is no trouble. */
  function certificateTrouble(): WayTrouble | null {
    const certificate = getCertificate()
    if (listLines().length === 0 || certificate === null || certificate.kind === 'good') return null
    if (certificate.kind === 'none') return certificate.why === null ? null : { kind: 'certificate', untilMs: null }
    // No alarm while there is time for many more attempts.
    const isUrgent = clock.now() >= certificate.urgentFromMs
    return isUrgent ? { kind: 'certificate', untilMs: certificate.untilMs } : null
  }
}
