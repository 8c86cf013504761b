import { createServer, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { writeMail } from '../../../src-server/call-outs/mail.ts'
import { parseRoomAddress } from '../../support/room-client.ts'
import { listenOnLoopback } from '../../support/listen-on-loopback.ts'
import { until } from '../../support/until.ts'
import { callOutId, createCallOutRoom, makeKnock, startMs } from './call-out-room.ts'

type Received = { readonly from: string; readonly to: readonly string[]; readonly source: string }

const servers: SMTPServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    await new Promise<void>((resolve) => {
      server.close(resolve)
    })
  }
})

/** A real SMTP server that wants the user *konkon* with the password *hunter2*. */
async function receive(refusal?: Error): Promise<{ readonly port: number; readonly mails: readonly Received[] }> {
  const mails: Received[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, callback) {
      const isRight = username === 'konkon' && password === 'hunter2'
      callback(isRight ? null : new Error('Invalid username or password'), { user: username ?? '' })
    },
    onData(stream, { envelope }, callback) {
      void (async () => {
        const source = await text(stream)
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        if (!refusal) mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), source })
        callback(refusal)
      })()
    },
  })
  server.on('error', () => undefined)
  servers.push(server)
  return { port: await listenOnLoopback(server.server), mails }
}

const mail = (port: number, rest: object = {}) => ({
  id: 'mail',
  name: 'Office',
  isOn: true,
  kind: 'mail',
  host: '127.0.0.1',
  port,
  security: 'none',
  username: 'konkon',
  password: 'hunter2',
  from: 'desk@example.jp',
  to: ['office@example.jp', 'owner@example.jp'],
  ...rest,
})

describe('a mail for a missed knock', () => {
  it('arrives, in Japanese, with the name and the times', async () => {
    const { port, mails } = await receive()
    const room = createCallOutRoom([mail(port)])
    room.knock('佐藤')
    room.clock.advance(83_000)
    room.withdraw('佐藤')
    expect(await room.result('mail', 'missed')).toEqual({ kind: 'delivered' })
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatchObject({ from: 'desk@example.jp', to: ['office@example.jp', 'owner@example.jp'] })
    const { headers, body } = readMail(mails[0]?.source ?? '')
    expect(headers).toMatch(/^Content-Type: text\/plain; charset=utf-8$/m)
    expect(headers).toContain('=?UTF-8?')
    expect(body).toContain('お名前　　　：佐藤様')
    expect(body).toContain('2026年11月24日火曜日 10:30')
    expect(body).toContain('1分23秒')
    room.dispose()
  })

  it('is about nothing else', async () => {
    const { port, mails } = await receive()
    const room = createCallOutRoom([mail(port)])
    room.knock('first')
    room.answer('first', 'admitted')
    room.knock('second')
    room.withdraw('second')
    await room.result('mail', 'missed')
    expect(mails).toHaveLength(1)
    room.dispose()
  })

  it('says in our own words what the server refused', async () => {
    const { port } = await receive(new Error('Mailbox full'))
    const room = createCallOutRoom([mail(port), mail(port, { id: 'wrong', password: 'wrong' })])
    for (const [id, cause] of [
      ['mail', 'not-accepted'],
      ['wrong', 'wrong-password'],
    ] as const) {
      expect(await room.callOuts.test(callOutId(id))).toMatchObject({ value: { outcome: { cause } } })
    }
    room.dispose()
  })

  it('sends no password without encryption where encryption was asked for', async () => {
    const { port, mails } = await receive()
    const room = createCallOutRoom([mail(port, { security: 'starttls' })])
    expect(await room.callOuts.test(callOutId('mail'))).toMatchObject({ value: { outcome: { kind: 'failed' } } })
    expect(mails).toEqual([])
    room.dispose()
  })

  it('takes a name for a name, whatever is in it', () => {
    const { subject, text } = writeMail({
      event: 'missed',
      atMs: startMs + 1_000,
      room: parseRoomAddress('front-desk'),
      company: { ja: '', en: 'Sato Works' },
      timeZone: 'Asia/Tokyo',
      knock: { ...makeKnock('', startMs) },
      desk: null,
      othersWaiting: 0,
      digest: null,
    })
    expect(subject).toBe('【受付】お客様のご来訪に応対できませんでした')
    expect(text).toContain('Sato Worksの受付')
    expect(text).toContain('1秒')
  })
})

describe('a mail server that hangs', () => {
  it('is given up', async () => {
    const connections: Socket[] = []
    const server = createServer((socket) => {
      connections.push(socket)
    })
    const room = createCallOutRoom([mail(await listenOnLoopback(server))])
    const testing = room.callOuts.test(callOutId('mail'))
    await until(() => connections.length === 1)
    room.clock.advance(5_000)
    expect(await testing).toMatchObject({ value: { outcome: { kind: 'failed', cause: 'no-answer' } } })
    room.dispose()
    for (const connection of connections) connection.destroy()
    server.close()
  })
})

/** Headers as they are, and the body decoded. */
function readMail(source: string): { readonly headers: string; readonly body: string } {
  const [headers = '', ...rest] = source.replace(/\r\n/g, '\n').split('\n\n')
  const body = rest.join('\n\n')
  if (/^Content-Transfer-Encoding: base64$/m.test(headers))
    return { headers, body: Buffer.from(body, 'base64').toString() }
  const bytes = body
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return { headers, body: Buffer.from(bytes, 'latin1').toString() }
}
