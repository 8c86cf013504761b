import type { GlobalShortcut } from 'electron'
import type { LogPort, ShortcutPort } from '../src-desk/ports.ts'
import { createListeners } from '../src-shared/listeners.ts'

export type AdmitShortcutOptions = {
  readonly globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister'>
  readonly log: LogPort
}

/** System-wide key combinations. */
export type AdmitShortcut = ShortcutPort & { dispose: () => void }

export function createAdmitShortcut({ globalShortcut, log }: AdmitShortcutOptions): AdmitShortcut {
  const presses = createListeners<void>()
  let held: string | null = null

  function release(): void {
    if (held !== null) globalShortcut.unregister(held)
    held = null
  }

  function register(keys: string): boolean {
    try {
      if (globalShortcut.register(keys, presses.tell)) return true
      log.warn('key combination not given', { keys })
    } catch (cause) {
      // Not a valid combination, e.g. `A+B`.
      log.warn('key combination not understood', { keys, cause })
    }
    return false
  }

  return {
    setAdmitShortcut: (keys) => {
      release()
      if (keys === null) return true
      if (!register(keys)) return false
      held = keys
      return true
    },
    onPressed: presses.add,
    dispose: () => {
      release()
      presses.clear()
    },
  }
}
