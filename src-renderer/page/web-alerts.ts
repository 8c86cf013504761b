/**
 * Notices of a knock through the browser: with buttons where it has a service worker, else a press brings the desk
 * forward.
 */
import type { AlertActivation, AlertPort, KnockAlert } from '../../src-desk/ports.ts'
import type { AlertStatus } from '../../src-shared/desk-state.ts'
import { createListeners } from '../../src-shared/listeners.ts'
import type { KnockId } from '../../src-shared/ids.ts'
import { assertNever } from '../../src-shared/result.ts'
import type { AlertPermission } from '../face/face.ts'
import type { Store } from '../face/store.ts'
import { createSharedSource } from '../face/shared-source.ts'
import { translatorOf } from '../texts/i18n.ts'
import type { AlertWorker } from './alert-worker.ts'

export type WebAlerts = AlertPort & { readonly permission: Store<AlertPermission> & { ask: () => void } }

/** `actions` is missing from TypeScript's own type: https://notifications.spec.whatwg.org/#dictdef-notificationaction */
type NoticeOptions = NotificationOptions & {
  readonly actions?: readonly { readonly action: 'admit' | 'deny'; readonly title: string }[]
}

/** `notification` is the page's `Notification`, undefined where the browser has none. */
export function createWebAlerts(notification: typeof Notification | undefined, worker: AlertWorker): WebAlerts {
  const shown = new Map<KnockId, Notification>()
  const activations = createListeners<AlertActivation>()
  const permissionChanges = createSharedSource(() => {
    // People change it in the browser's settings and then return to the page.
    addEventListener('focus', permissionChanges.tell)
    return () => removeEventListener('focus', permissionChanges.tell)
  })

  const permission = (): AlertPermission => {
    if (!notification) return 'unsupported'
    return notification.permission === 'default' ? 'not-asked' : notification.permission
  }

  const clear = (knockId: KnockId): void => {
    shown.get(knockId)?.close()
    shown.delete(knockId)
    clearByWorker(knockId)
  }
  const clearByWorker = (tag?: KnockId): void => {
    // If asking fails, as in a page that is being closed, there is nothing left to close.
    worker
      .registration()
      ?.getNotifications(tag === undefined ? {} : { tag })
      .then(
        (notices) => {
          for (const notice of notices) notice.close()
        },
        () => undefined,
      )
  }

  const show = async (alert: KnockAlert, Shown: typeof Notification): Promise<AlertStatus> => {
    const t = translatorOf(alert.language)
    const options: NoticeOptions = {
      body: t(alert.isInvited ? 'alert.invited' : 'alert.body', { name: alert.name }),
      tag: alert.knockId,
      requireInteraction: true,
      // The ringer makes the sound, and keeps on until somebody answers.
      silent: true,
    }
    const registration = worker.registration()
    if (registration) {
      const actions: NoticeOptions['actions'] = [
        { action: 'admit', title: t('queue.admit') },
        { action: 'deny', title: t('queue.deny') },
      ]
      await registration.showNotification(t('alert.title'), { ...options, actions } as NotificationOptions)
      return { kind: 'shown' }
    }
    return showByPage(new Shown(t('alert.title'), options), alert.knockId)
  }

  const showByPage = (notice: Notification, knockId: KnockId): Promise<AlertStatus> => {
    shown.get(knockId)?.close()
    shown.set(knockId, notice)
    notice.addEventListener('click', () => activations.tell({ kind: 'open' }))
    return new Promise((resolve) => {
      notice.addEventListener('show', () => resolve({ kind: 'shown' }), { once: true })
      notice.addEventListener('error', () => resolve({ kind: 'suppressed', reason: 'turned-off-by-system' }), {
        once: true,
      })
      // Some systems never report it. The notice was accepted, which is all that can be known.
      setTimeout(() => resolve({ kind: 'shown' }), 2_000)
    })
  }

  const stopHearing = worker.onPressed(activations.tell)

  return {
    show: async (alert) => {
      const now = permission()
      switch (now) {
        case 'unsupported':
          return { kind: 'suppressed', reason: 'unsupported' }
        case 'not-asked':
          return { kind: 'suppressed', reason: 'permission-not-asked' }
        case 'denied':
          return { kind: 'suppressed', reason: 'permission-denied' }
        case 'granted':
          try {
            return await show(alert, notification ?? Notification)
          } catch {
            // Chrome on Android has the constructor but throws: only a service worker may show notices.
            return { kind: 'suppressed', reason: 'unsupported' }
          }
        default:
          return assertNever(now)
      }
    },
    clear,
    onActivated: activations.add,
    permission: {
      getState: permission,
      subscribe: permissionChanges.subscribe,
      ask: () => {
        notification?.requestPermission().then(permissionChanges.tell, permissionChanges.tell)
      },
    },
    dispose: () => {
      stopHearing()
      clearByWorker()
      for (const notice of shown.values()) notice.close()
      shown.clear()
      activations.clear()
    },
  }
}
