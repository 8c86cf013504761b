import { createHmac, randomUUID } from 'node:crypto'
import type { CallOutKind, CallOutOf, Driver, DriverDeps } from './call-out-kind.ts'
import { toJson } from './call-out-message.ts'
import { maskAllButHost } from './mask-address.ts'
import { askOverHttp } from './http-request.ts'

/** A POST of JSON, signed where there is a secret. */
export const webhook: CallOutKind<CallOutOf<'webhook'>> = {
  createDriver: createWebhookDriver,
  eventsOf: ({ events }) => events,
  privates: {
    get: ({ url, secret }) => ({ url, secret }),
    set: (callOut, { url = callOut.url, secret = callOut.secret }) => ({ ...callOut, url, secret }),
    secret: 'secret',
    // Whoever has the address of a chat's hook may write there.
    mask: maskAllButHost,
    // It only signs and is never sent, so it may be kept for another URL.
    destinationOf: () => '',
  },
}

/** The signature that a receiver compares: HMAC-SHA256 of the body's bytes, as hexadecimal digits. */
function signBody(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

function createWebhookDriver({ url, secret }: CallOutOf<'webhook'>, { openSocket }: DriverDeps): Driver {
  /** Retries of one message carry the same id, so that a receiver can tell them from new messages. */
  const deliveryIds = new WeakMap<object, string>()
  return (message, signal) => {
    const body = toJson(message)
    const deliveryId = deliveryIds.get(message) ?? randomUUID()
    deliveryIds.set(message, deliveryId)
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(body)),
      'X-Konkon-Delivery': deliveryId,
      ...(secret === '' ? {} : { 'X-Konkon-Signature': signBody(secret, body) }),
    }
    return askOverHttp({ method: 'POST', url, headers, body, signal, openSocket })
  }
}
