import { createHmac, randomUUID } from 'node:crypto'
import type { CallOut } from '../../src-shared/call-out.ts'
import { toJson } from './call-out-message.ts'
import type { Driver } from './driver.ts'
import { askOverHttp } from './http-request.ts'

/** The signature that a receiver compares: HMAC-SHA256 of the body's bytes, as hexadecimal digits. */
export function signBody(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

/** A POST of JSON. Without a secret it carries no signature. */
export function createWebhookDriver({ url, secret }: Extract<CallOut, { readonly kind: 'webhook' }>): Driver {
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
    return askOverHttp({ method: 'POST', url, headers, body, signal })
  }
}
