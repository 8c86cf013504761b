import type { MqttClient } from 'mqtt'
import type { CallOutKind, CallOutOf, Driver } from './call-out-kind.ts'
import { toJson } from './call-out-message.ts'

/**
 * Publishes to `TOPIC/EVENT` with QoS 1, on a connection of its own: a knock is rare, and a broker that went away in
 * between is noticed at once.
 */
export const mqtt: CallOutKind<CallOutOf<'mqtt'>> = {
  createDriver: createMqttDriver,
  eventsOf: ({ events }) => events,
  secret: {
    get: ({ password }) => password,
    set: (callOut, password) => ({ ...callOut, password }),
    destinationOf: ({ url }) => url,
  },
}

function createMqttDriver(callOut: CallOutOf<'mqtt'>): Driver {
  const { url, username, password, topic } = callOut
  return async (message, signal) => {
    // Loaded only when used.
    const { connect } = await import('mqtt')
    signal.throwIfAborted()
    const client = connect(url, {
      reconnectPeriod: 0,
      // The signal ends it earlier.
      connectTimeout: 60_000,
      clean: true,
      ...(username === '' ? {} : { username }),
      ...(password === '' ? {} : { password }),
    })
    const stop = (): void => {
      client.end(true)
    }
    signal.addEventListener('abort', stop)
    try {
      await connected(client)
      await client.publishAsync(`${topic.replace(/\/+$/, '')}/${message.event}`, toJson(message), { qos: 1 })
      return 'acknowledged by the broker'
    } finally {
      signal.removeEventListener('abort', stop)
      stop()
    }
  }
}

function connected(client: MqttClient): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('connect', () => {
      resolve()
    })
    // For the connection's whole life: an error without a listener would end the program.
    client.on('error', (cause) => {
      reject(cause)
    })
    client.once('close', () => {
      reject(new Error('the broker closed the connection'))
    })
  })
}
