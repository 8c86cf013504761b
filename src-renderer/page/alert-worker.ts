import * as v from 'valibot'
import type { AlertActivation } from '../../src-desk/ports.ts'
import { KnockIdSchema } from '../../src-shared/ids.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

declare global {
  interface Window {
    /** Missing in older browsers. What a policy makes stands for a text, but only where a script's address belongs. */
    readonly trustedTypes?: {
      readonly createPolicy: (
        name: string,
        rules: { readonly createScriptURL: (url: string) => string },
      ) => { readonly createScriptURL: (url: string) => string }
    }
  }
}

/** Notices through the page's service worker: the only ones with buttons, and the only ones on Android. */
export type AlertWorker = {
  /** Null until the worker is active; always null without HTTPS. */
  registration: () => Pick<ServiceWorkerRegistration, 'showNotification' | 'getNotifications'> | null
  onPressed: (listener: (activation: AlertActivation) => void) => Unsubscribe
}

const PressSchema = v.object({ kind: v.literal('alert-pressed'), action: v.string(), knockId: KnockIdSchema })

export function createAlertWorker(log: (message: string, detail?: unknown) => void): AlertWorker {
  if (!('serviceWorker' in navigator)) return { registration: () => null, onPressed: () => () => undefined }
  const { serviceWorker } = navigator
  let registration: ServiceWorkerRegistration | null = null
  const start = async (): Promise<void> => {
    await serviceWorker.register(workerUrl(), { scope: '/desk', type: 'classic' })
    // Only an active worker may show notices.
    registration = await serviceWorker.ready
  }
  start().catch((cause: unknown) => log('no service worker: notices have no buttons', cause))
  return {
    registration: () => registration,
    onPressed: (listener) => {
      const hear = (event: MessageEvent): void => {
        const press = v.safeParse(PressSchema, event.data)
        if (press.success) listener(activationOf(press.output))
      }
      serviceWorker.addEventListener('message', hear)
      return () => serviceWorker.removeEventListener('message', hear)
    },
  }
}

/** The one script that these pages ever name by a text; their policy allows no other (Trusted Types). */
const workerFile = '/desk-worker.js'

function workerUrl(): string {
  const policy = window.trustedTypes?.createPolicy('konkon-worker', { createScriptURL: () => workerFile })
  return policy?.createScriptURL(workerFile) ?? workerFile
}

function activationOf(press: v.InferOutput<typeof PressSchema>): AlertActivation {
  const { action, knockId } = press
  return action === 'admit' || action === 'deny' ? { kind: action, knockId } : { kind: 'open' }
}
