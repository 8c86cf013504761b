import type { PowerMonitor, PowerSaveBlocker } from 'electron'
import type { LogPort } from '../src-desk/ports.ts'
import type { Clock } from '../src-shared/clock.ts'
import type { Unsubscribe } from '../src-shared/unsubscribe.ts'

const lookEveryMs = 5000
/** Later than any timer on a busy computer. */
const sleptMs = 15_000

export type PowerOptions = {
  readonly powerMonitor: PowerMonitor
  readonly powerSaveBlocker: PowerSaveBlocker
  readonly clock: Clock
  readonly log: LogPort
  /** The computer slept or was locked, so a connection that looks alive may be dead. */
  readonly onWoken: () => void
  readonly onLocked: (isLocked: boolean) => void
}

export type Power = {
  /** During a call the screen stays on, too. */
  setInCall: (isInCall: boolean) => void
  dispose: () => void
}

/** Keeps the computer awake while the desk is running, and reports when it slept anyway. */
export function createPower(options: PowerOptions): Power {
  const { powerMonitor, powerSaveBlocker, clock, log, onWoken, onLocked } = options
  const onDuty = powerSaveBlocker.start('prevent-app-suspension')
  let inCall: number | null = null
  let cancelLook: Unsubscribe = () => {}

  const onResume = (): void => {
    log.info('woken', { by: 'resume' })
    onWoken()
  }
  const onUnlock = (): void => {
    log.info('woken', { by: 'unlock' })
    onLocked(false)
    onWoken()
  }
  const onLock = (): void => onLocked(true)

  // Linux desktops without systemd-logind do not report sleep, but a very late timer reveals it.
  function look(dueAtMs: number): void {
    cancelLook = clock.setTimer(lookEveryMs, () => {
      const now = clock.now()
      if (now - dueAtMs > sleptMs) {
        log.info('woken', { by: 'clock' })
        onWoken()
      }
      look(now + lookEveryMs)
    })
  }

  powerMonitor.on('resume', onResume)
  powerMonitor.on('unlock-screen', onUnlock)
  powerMonitor.on('lock-screen', onLock)
  look(clock.now() + lookEveryMs)

  function setInCall(isInCall: boolean): void {
    if (isInCall === (inCall !== null)) return
    if (inCall === null) {
      inCall = powerSaveBlocker.start('prevent-display-sleep')
      return
    }
    powerSaveBlocker.stop(inCall)
    inCall = null
  }

  return {
    setInCall,
    dispose: () => {
      cancelLook()
      setInCall(false)
      if (powerSaveBlocker.isStarted(onDuty)) powerSaveBlocker.stop(onDuty)
      powerMonitor.off('resume', onResume)
      powerMonitor.off('unlock-screen', onUnlock)
      powerMonitor.off('lock-screen', onLock)
    },
  }
}
