/** The operating system's notices, with *Admit* and *Deny*. */
import type { Notification, NotificationConstructorOptions } from 'electron'
import * as v from 'valibot'
import type { AlertActivation, KnockAlert } from '../../src-desk/ports.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { AlertStatus } from '../../src-shared/desk-state.ts'
import { KnockIdSchema, type KnockId } from '../../src-shared/ids.ts'
import { textsIn, visitorForSystem } from '../texts.ts'
import { toastButtons, toastXml } from './toast-xml.ts'

/** The static half of Electron's class. */
export type NotificationClass = {
  new (options: NotificationConstructorOptions): Notification
  isSupported: () => boolean
  handleActivation: (callback: (press: ToastPress) => void) => void
}

export type NativeAlertsOptions = {
  readonly Notification: NotificationClass
  readonly platform: NodeJS.Platform
  readonly clock: Clock
  readonly onActivated: (activation: AlertActivation) => void
}

export type NativeAlerts = {
  show: (alert: KnockAlert) => Promise<AlertStatus>
  clear: (knockId: KnockId) => void
  dispose: () => void
}

type ToastPress = { readonly type: string; readonly arguments: string; readonly actionIndex?: number }

const answerWithinMs = 3000

/** `HRESULT_FROM_WIN32(ERROR_…)` as Windows words it when a person or a policy has turned notices off. */
const turnedOffByWindows = '-2143420143'

/** To be created right after the app is ready. */
export function createNativeAlerts(options: NativeAlertsOptions): NativeAlerts {
  const { Notification, platform, clock, onActivated } = options
  // A notice that is not referenced gets garbage-collected, and its buttons stop working.
  const shown = new Map<KnockId, Notification>()

  // Also registers the toast activator on Windows; without it, a press that starts the app is lost.
  const isSupported = Notification.isSupported()
  if (platform === 'win32') {
    // Fires in addition to the notice's own events, and alone after a restart. Decisions are idempotent.
    Notification.handleActivation((press) => {
      const activation = parseToastPress(press)
      if (activation) onActivated(activation)
    })
  }

  function make(alert: KnockAlert): Notification {
    const texts = textsIn(alert.language)
    const title = texts.knockTitle(visitorForSystem(alert.name, alert.language))
    const { admit, deny } = texts
    const body = `${alert.isInvited ? texts.invited : ''}${texts.knockBody}`
    return new Notification({
      id: alert.knockId,
      title,
      body,
      silent: true,
      urgency: 'critical',
      timeoutType: 'never',
      actions: [
        { type: 'button', text: admit },
        { type: 'button', text: deny },
      ],
      ...(platform === 'win32' ? { toastXml: toastXml({ knockId: alert.knockId, title, body, admit, deny }) } : {}),
    })
  }

  function forget(knockId: KnockId): void {
    const notification = shown.get(knockId)
    shown.delete(knockId)
    notification?.close()
  }

  return {
    show: (alert) =>
      new Promise<AlertStatus>((resolve) => {
        if (!isSupported) {
          resolve({ kind: 'suppressed', reason: 'unsupported' })
          return
        }
        forget(alert.knockId)
        const notification = make(alert)
        shown.set(alert.knockId, notification)
        const cancelWait = clock.setTimer(answerWithinMs, () =>
          resolve({ kind: 'failed', cause: 'the system did not say whether the notice was shown' }),
        )
        notification.on('show', () => {
          cancelWait()
          resolve({ kind: 'shown' })
        })
        notification.on('failed', (_event, cause) => {
          cancelWait()
          shown.delete(alert.knockId)
          resolve(statusOfFailure(cause))
        })
        notification.on('action', (event) => {
          const kind = toastButtons[event.actionIndex]
          if (kind) onActivated({ kind, knockId: alert.knockId })
        })
        // Never a decision: Windows has been seen to report its own Close button as a click.
        notification.on('click', () => onActivated({ kind: 'open' }))
        notification.show()
      }),
    clear: forget,
    dispose: () => {
      for (const notification of shown.values()) notification.close()
      shown.clear()
    },
  }
}

/** Null for a press that names no knock. */
export function parseToastPress(press: ToastPress): AlertActivation | null {
  const knockId = v.safeParse(KnockIdSchema, new URLSearchParams(press.arguments).get('tag'))
  if (!knockId.success) return null
  if (press.type === 'click') return { kind: 'open' }
  const kind = press.type === 'action' ? toastButtons[press.actionIndex ?? -1] : undefined
  return kind ? { kind, knockId: knockId.output } : null
}

function statusOfFailure(cause: string): AlertStatus {
  return cause.includes(turnedOffByWindows)
    ? { kind: 'suppressed', reason: 'turned-off-by-system' }
    : { kind: 'failed', cause }
}
