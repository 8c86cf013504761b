import { createServer } from 'node:net'
import { connectAsync } from 'mqtt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listenOnLoopback } from '../../support/listen-on-loopback.ts'
import { startMosquitto, whyNoMosquitto, type Mosquitto } from '../../support/mosquitto.ts'
import { until } from '../../support/until.ts'
import { callOutId, createCallOutRoom } from './call-out-room.ts'

const mqtt = (url: string, rest: object = {}) => ({
  id: 'mqtt',
  name: 'Andon',
  isOn: true,
  kind: 'mqtt',
  url,
  username: 'konkon',
  password: 'hunter2',
  topic: 'factory/front-desk/',
  events: ['knock', 'answered'],
  ...rest,
})

if (whyNoMosquitto !== null) process.stderr.write(`Skipped tests with a real MQTT broker: ${whyNoMosquitto}.\n`)

describe.skipIf(whyNoMosquitto !== null)('MQTT at a real broker', () => {
  let broker: Mosquitto

  beforeAll(async () => {
    broker = await startMosquitto()
  })
  afterAll(async () => {
    await broker.dispose()
  })

  it('publishes each event to its own topic', async () => {
    const subscriber = await connectAsync(broker.url, { username: 'konkon', password: 'hunter2' })
    const room = createCallOutRoom([mqtt(broker.url)])
    try {
      const received: { readonly topic: string; readonly qos: number; readonly body: unknown }[] = []
      subscriber.on('message', (topic, payload, packet) => {
        received.push({ topic, qos: packet.qos, body: JSON.parse(payload.toString()) })
      })
      await subscriber.subscribeAsync('factory/#', { qos: 1 })
      room.knock('佐藤')
      room.answer('佐藤', 'admitted')
      expect(await room.result('mqtt', 'answered')).toEqual({ kind: 'delivered' })
      await until(() => received.length === 2)
      expect(received.map(({ topic, qos }) => [topic, qos])).toEqual([
        ['factory/front-desk/knock', 1],
        ['factory/front-desk/answered', 1],
      ])
      expect(received[0]?.body).toMatchObject({
        event: 'knock',
        room: 'front-desk',
        knock: { name: '佐藤' },
        desk: null,
      })
      expect(received[1]?.body).toMatchObject({ desk: { name: 'Milling' } })
    } finally {
      room.dispose()
      await subscriber.endAsync()
    }
  })

  it('says that the broker does not know the password', async () => {
    const room = createCallOutRoom([mqtt(broker.url, { password: 'wrong' })])
    const result = await room.callOuts.test(callOutId('mqtt'))
    expect(result).toMatchObject({ value: { outcome: { kind: 'failed', cause: 'wrong-password', attempts: 1 } } })
    room.dispose()
  })
})

describe('MQTT without a broker', () => {
  it('fails in time where somebody listens and says nothing', async () => {
    const server = createServer()
    let connections = 0
    let closed = 0
    server.on('connection', (socket) => {
      connections += 1
      socket.on('error', () => undefined)
      socket.on('close', () => {
        closed += 1
      })
      socket.resume()
    })
    const room = createCallOutRoom([mqtt(`mqtt://127.0.0.1:${await listenOnLoopback(server)}`)])
    const testing = room.callOuts.test(callOutId('mqtt'))
    await until(() => connections === 1)
    room.clock.advance(5_000)
    expect(await testing).toMatchObject({ value: { outcome: { kind: 'failed', cause: 'no-answer' } } })
    await until(() => closed === 1)
    room.dispose()
    server.close()
  })

  it('fails where nobody listens', async () => {
    const server = createServer()
    const port = await listenOnLoopback(server)
    await new Promise((resolve) => {
      server.close(resolve)
    })
    const room = createCallOutRoom([mqtt(`mqtt://127.0.0.1:${port}`)])
    expect(await room.callOuts.test(callOutId('mqtt'))).toMatchObject({ value: { outcome: { cause: 'refused' } } })
    room.dispose()
  })
})
