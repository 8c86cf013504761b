import { callOutEvents, type CallOut, type CallOutEvent } from '../../src-shared/call-out.ts'
import { assertNever } from '../../src-shared/result.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { Driver } from './driver.ts'
import { createMailDriver } from './mail.ts'
import { createMqttDriver } from './mqtt.ts'
import { createSignalTowerDriver } from './signal-tower.ts'
import { createWebhookDriver } from './webhook.ts'

export type DriverDeps = {
  readonly clock: Clock
  /** Of one attempt. */
  readonly timeoutMs: number
}

export function createDriver(callOut: CallOut, { clock, timeoutMs }: DriverDeps): Driver {
  switch (callOut.kind) {
    case 'signal-tower':
      return createSignalTowerDriver(callOut, clock)
    case 'webhook':
      return createWebhookDriver(callOut)
    case 'mqtt':
      return createMqttDriver(callOut)
    case 'mail':
      return createMailDriver(callOut, timeoutMs)
    default:
      return assertNever(callOut)
  }
}

/** The events that this call-out is about. */
export function eventsOf(callOut: CallOut): readonly CallOutEvent[] {
  switch (callOut.kind) {
    case 'signal-tower':
      return callOutEvents.filter((event) => callOut.urls[event] !== '')
    case 'webhook':
    case 'mqtt':
      return callOut.events
    case 'mail':
      return ['missed']
    default:
      return assertNever(callOut)
  }
}
