/** Bytes that no client library would send, over a bare WebSocket. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { makeToken, openKnock, unwrap } from '../../support/room-client.ts'
import { startServer } from '../../support/start-server.ts'

let server: RoomServer

beforeEach(async () => {
  server = await startServer()
})
afterEach(async () => {
  await server.dispose()
})

type RawVisitor = {
  readonly send: (packet: string | Uint8Array<ArrayBuffer>) => void
  /** Resolves to the next packet that starts so, or to `closed`. */
  readonly next: (start: string) => Promise<string>
}

/** Speaks Engine.IO 4 and Socket.IO 5 by hand, as docs/protocol.md tells a stranger to. */
async function openRawVisitor(): Promise<RawVisitor> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  const packets: string[] = []
  let wake = (): void => undefined
  socket.addEventListener('message', (event) => {
    packets.push(String(event.data))
    wake()
  })
  socket.addEventListener('close', () => {
    packets.push('closed')
    wake()
  })
  const next = async (start: string): Promise<string> => {
    for (;;) {
      const found = packets.find((packet) => packet.startsWith(start) || packet === 'closed')
      if (found !== undefined) return found
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  await next('0{')
  socket.send('40/visitor,{"protocol":1,"room":"front-desk","language":"ja"}')
  await next('42/visitor,["welcome"')
  return { next, send: (packet) => socket.send(packet) }
}

describe('binary', () => {
  // A packet that announces attachments is kept until all of them have come.
  it.for<readonly [string, string | Uint8Array<ArrayBuffer>]>([
    ['an event', '451-/visitor,["knock",{"_placeholder":true,"num":0}]'],
    ['an event of ten attachments', '4510-/visitor,["knock",{"_placeholder":true,"num":0}]'],
    ['an acknowledgement', '461-/visitor,1[{"_placeholder":true,"num":0}]'],
    ['an attachment that nobody announced', new Uint8Array(100_000)],
  ])('%s closes the connection before anything of it is kept', async ([, packet]) => {
    const printed = vi.spyOn(console, 'error').mockReturnValue(undefined)
    const visitor = await openRawVisitor()
    visitor.send(packet)
    expect(await visitor.next('nothing')).toBe('closed')
    expect(printed).not.toHaveBeenCalled()
    printed.mockRestore()
    await openKnock(server)
  })
})

const deep = (open: string, close: string): string => `${open.repeat(20_000)}1${close.repeat(20_000)}`

describe('a raw packet', () => {
  it('that fits is a knock like any other', async () => {
    const visitor = await openRawVisitor()
    visitor.send(`42/visitor,7["knock",{"name":"Sato","token":"${makeToken()}"}]`)
    expect(await visitor.next('43/visitor,7')).toContain('"kind":"ok"')
  })

  it('nested too deeply fails like any other misfit', async () => {
    const visitor = await openRawVisitor()
    visitor.send(`42/visitor,8["knock",${deep('[', ']')}]`)
    expect(await visitor.next('43/visitor,8')).toContain('"code":"bad-request"')
  })

  it('that asks for a prototype changes no object of the server', async () => {
    const visitor = await openRawVisitor()
    visitor.send('42/visitor,9["knock",{"__proto__":{"isAdmin":true},"name":"","token":"x"}]')
    expect(await visitor.next('43/visitor,9')).toContain('"code":"bad-request"')
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined()
  })

  it.each([
    ['no JSON', '42/visitor,1["knock",'],
    ['no event', '42/visitor,1{}'],
    ['a number as event', '42/visitor,1[7,null]'],
    ['a reserved event', '42/visitor,1["disconnect","x"]'],
    ['attachments that never come', '451-/visitor,1["knock",{"_placeholder":true,"num":0}]'],
    ['deep attachments', `451-/visitor,1["knock",${deep('{"a":', '}')}]`],
    ['a placeholder out of range', '451-/visitor,1["knock",{"_placeholder":true,"num":99}]'],
    ['an acknowledgement that nobody asked for', '43/visitor,99[1]'],
    ['another engine packet', '9'],
    ['nothing', ''],
    ['binary', new Uint8Array([0, 1, 2])],
  ])('with %s hurts nobody else', async (_, packet) => {
    const other = await openKnock(server)
    const visitor = await openRawVisitor()
    visitor.send(packet)
    if (typeof packet === 'string' && packet.startsWith('451-')) visitor.send(new Uint8Array(4))
    unwrap(await other.visitor.send('withdraw', null))
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  })
})
