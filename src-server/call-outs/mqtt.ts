import type { ClientRequestArgs } from 'node:http'
import type { Socket } from 'node:net'
import type { IClientOptions, MqttClient } from 'mqtt'
import { CallOutFault } from './call-out-fault.ts'
import type { CallOutKind, CallOutOf, Driver, DriverDeps } from './call-out-kind.ts'
import { maskTokens } from './mask-address.ts'
import type { OpenSocket, Receiver } from './call-out-socket.ts'
import { toJson } from './call-out-message.ts'

/**
 * Publishes to `TOPIC/EVENT` with QoS 1, on a connection of its own: a knock is rare, and a broker that went away in
 * between is noticed at once.
 */
export const mqtt: CallOutKind<CallOutOf<'mqtt'>> = {
  createDriver: createMqttDriver,
  eventsOf: ({ events }) => events,
  privates: {
    get: ({ url, password }) => ({ url, password }),
    set: (callOut, { url = callOut.url, password = callOut.password }) => ({ ...callOut, url, password }),
    secret: 'password',
    mask: maskTokens,
    destinationOf: ({ url }) => url,
  },
}

function createMqttDriver(callOut: CallOutOf<'mqtt'>, { openSocket }: DriverDeps): Driver {
  return async (message, signal) => {
    // Loaded only when used.
    const { connect, MqttClient } = await import('mqtt')
    signal.throwIfAborted()
    const client = isWebSocket(callOut.url)
      ? connect(callOut.url, { ...optionsFor(callOut), ...webSocketOptions(callOut.url, openSocket) })
      : new MqttClient(() => openSocket(receiverIn(callOut.url)), optionsFor(callOut))
    const stop = (): void => {
      client.end(true)
    }
    signal.addEventListener('abort', stop)
    try {
      await connected(client)
      await client.publishAsync(`${callOut.topic.replace(/\/+$/, '')}/${message.event}`, toJson(message), { qos: 1 })
      return 'acknowledged by the broker'
    } finally {
      signal.removeEventListener('abort', stop)
      stop()
    }
  }
}

function optionsFor({ url, username, password }: CallOutOf<'mqtt'>): IClientOptions {
  const own = new URL(url)
  const login = {
    username: username || decodeURIComponent(own.username),
    password: password || decodeURIComponent(own.password),
  }
  return {
    reconnectPeriod: 0,
    // The signal ends it earlier.
    connectTimeout: 60_000,
    clean: true,
    ...(login.username === '' ? {} : { username: login.username }),
    ...(login.password === '' ? {} : { password: login.password }),
  }
}

function isWebSocket(url: string): boolean {
  return /^wss?:/.test(url)
}

function receiverIn(url: string): Receiver {
  const { protocol, hostname, port } = new URL(url)
  const isSecure = protocol === 'mqtts:'
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (isSecure ? 8_883 : 1_883)), isSecure }
}

function webSocketOptions(url: string, openSocket: OpenSocket): IClientOptions {
  const isSecure = url.startsWith('wss:')
  // As Node's HTTP asks for it.
  const createConnection = ({ host, port }: ClientRequestArgs): Socket =>
    openSocket({ host: host ?? '', port: Number(port), isSecure, protocols: ['http/1.1'] })
  const withoutLogin = new URL(url)
  withoutLogin.username = ''
  withoutLogin.password = ''
  // The library would write an IPv6 address without its brackets.
  return { wsOptions: { createConnection }, transformWsUrl: () => withoutLogin.href }
}

function connected(client: MqttClient): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('connect', () => {
      resolve()
    })
    // For the connection's whole life: an error without a listener would end the program.
    client.on('error', (cause) => {
      reject(isLoginRefused(cause) ? new CallOutFault('wrong-password', cause.message) : cause)
    })
    client.once('close', () => {
      reject(new CallOutFault('no-answer', 'the broker closed the connection'))
    })
  })
}

/** The codes of MQTT 3.1.1 and 5 for a wrong user name or password, and for one that may not come in. */
function isLoginRefused(cause: Error): boolean {
  return [4, 5, 134, 135].includes(Number(Reflect.get(cause, 'code')))
}
