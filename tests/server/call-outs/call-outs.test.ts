/** Call-outs against real receivers on loopback, good ones and bad ones. */
import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { answerWith, hang, startHttpReceiver, type Answer, type HttpReceiver } from '../../support/http-receiver.ts'
import type { CallOutFailure } from '../../../src-shared/call-out.ts'
import { until } from '../../support/until.ts'
import {
  callOutId,
  createCallOutRoom,
  makeKnock,
  parseCallOuts,
  startMs,
  tower,
  webhook,
  type CallOutRoom,
} from './call-out-room.ts'

const disposables: { dispose: () => void | Promise<void> }[] = []
afterEach(async () => {
  for (const { dispose } of disposables.splice(0).toReversed()) await dispose()
})

async function receive(answer: Answer): Promise<HttpReceiver> {
  const receiver = await startHttpReceiver(answer)
  disposables.push(receiver)
  return receiver
}

function open(
  list: readonly unknown[],
  ...rest: Parameters<typeof createCallOutRoom> extends [unknown, ...infer R] ? R : never
): CallOutRoom {
  const room = createCallOutRoom(list, ...rest)
  disposables.push(room)
  return room
}

const paths = (receiver: HttpReceiver): readonly string[] => receiver.requests.map(({ path }) => path)

describe('a signal tower', () => {
  it('is told each event by a GET of its URL', async () => {
    const receiver = await receive(answerWith(200))
    const room = open([tower(receiver.url)])
    room.knock('Sato')
    await room.result('tower', 'knock')
    room.clock.advance(60_000)
    await room.result('tower', 'escalate')
    room.answer('Sato', 'held')
    await receiver.waitForRequests(3)
    room.withdraw('Sato')
    await receiver.waitForRequests(4)
    expect(paths(receiver)).toEqual(['/red?on=1', '/buzzer', '/clear', '/yellow'])
    expect(receiver.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET', 'GET'])
    expect(await room.result('tower', 'missed')).toEqual({ kind: 'delivered' })
  })

  it('goes on calling for a second visitor when the first is answered or gone', async () => {
    const receiver = await receive(answerWith(204))
    const room = open([tower(receiver.url)])
    room.knock('first')
    room.knock('second')
    room.knock('third')
    room.answer('first', 'admitted')
    expect(await room.result('tower', 'answered')).toEqual({ kind: 'delivered' })
    room.withdraw('second')
    await receiver.waitForRequests(5)
    room.answer('third', 'denied')
    await receiver.waitForRequests(6)
    expect(paths(receiver)).toEqual(['/red?on=1', '/red?on=1', '/red?on=1', '/yellow', '/red?on=1', '/clear'])
  })

  it('shows every lamp in a test, and ends quiet', async () => {
    const receiver = await receive(answerWith(200))
    const room = open([tower(receiver.url)])
    const testing = room.callOuts.test(callOutId('tower'))
    for (const count of [1, 2, 3]) {
      await receiver.waitForRequests(count)
      // The pause after this answer, which the driver may not have read yet.
      await until(() => room.timers().includes(1_000))
      room.clock.advance(1_000)
    }
    await receiver.waitForRequests(4)
    expect(paths(receiver)).toEqual(['/red?on=1', '/buzzer', '/yellow', '/clear'])
    expect(await testing).toMatchObject({ kind: 'ok', value: { event: 'test', outcome: { kind: 'delivered' } } })
    expect(room.callOuts.list().results.map(({ event }) => event)).toEqual(['test'])
  })

  it('without a URL for an event does nothing for it', async () => {
    const receiver = await receive(answerWith(200))
    const lamp = tower(receiver.url)
    const room = open([{ ...lamp, urls: { ...lamp.urls, escalate: '' } }])
    room.knock('Sato')
    await room.result('tower', 'knock')
    room.clock.advance(60_000)
    room.answer('Sato', 'admitted')
    await receiver.waitForRequests(2)
    expect(paths(receiver)).toEqual(['/red?on=1', '/clear'])
  })
})

describe('a webhook', () => {
  it('is a POST of JSON that the receiver can trust by its signature', async () => {
    const receiver = await receive(answerWith(202))
    const room = open([webhook(`${receiver.url}/hook`)])
    room.knock('佐藤')
    await room.result('webhook', 'knock')
    room.clock.advance(12_345)
    room.answer('佐藤', 'admitted')
    const [knocked, answered] = await receiver.waitForRequests(2)
    expect(knocked).toMatchObject({ method: 'POST', path: '/hook' })
    expect(knocked?.headers['content-type']).toBe('application/json')
    expect(JSON.parse(knocked?.body ?? '')).toEqual({
      event: 'knock',
      at: '2026-11-24T01:30:00.000Z',
      room: 'front-desk',
      knock: { id: makeKnock('佐藤', 0).id, name: '佐藤', waitedMs: 0 },
      desk: null,
      othersWaiting: 0,
      digest: null,
    })
    expect(JSON.parse(answered?.body ?? '')).toMatchObject({
      event: 'answered',
      at: '2026-11-24T01:30:12.345Z',
      knock: { waitedMs: 12_345 },
      desk: { id: 'd-7f3a', name: 'Milling' },
    })
    const expected = createHmac('sha256', 'p4ssphrase')
      .update(answered?.body ?? '')
      .digest('hex')
    expect(answered?.headers['x-konkon-signature']).toBe(`sha256=${expected}`)
    expect(answered?.headers['x-konkon-delivery']).not.toBe(knocked?.headers['x-konkon-delivery'])
  })

  it('is tried three times, with the same delivery id, and then given up', async () => {
    const receiver = await receive(answerWith(500))
    const room = open([webhook(receiver.url, { events: ['knock'] })])
    room.knock('Sato')
    await receiver.waitForRequests(1)
    await until(() => room.timers().includes(1_000))
    room.clock.advance(999)
    expect(receiver.requests).toHaveLength(1)
    room.clock.advance(1)
    await receiver.waitForRequests(2)
    // The attempt's own end, the pause, and the look for knocks to escalate.
    await until(() => !room.timers().includes(1_000) && receiver.requests.length === 2)
    await advanceUntil(room, 1_000, () => receiver.requests.length === 3)
    expect(await room.result('webhook', 'knock')).toEqual({
      kind: 'failed',
      cause: 'not-accepted',
      attempts: 3,
    })
    expect(new Set(receiver.requests.map(({ headers }) => headers['x-konkon-delivery'])).size).toBe(1)
  })

  it('delivers at the second attempt what failed at the first', async () => {
    const receiver = await receive((response, _request, count) => {
      if (count === 1) response.destroy()
      else response.writeHead(200).end()
    })
    const room = open([webhook(receiver.url)])
    room.knock('Sato')
    await receiver.waitForRequests(1)
    await until(() => room.timers().includes(1_000))
    room.clock.advance(1_000)
    expect(await room.result('webhook', 'knock')).toEqual({ kind: 'delivered' })
  })

  it.each<[string, Answer, CallOutFailure]>([
    ['hangs', hang, 'no-answer'],
    [
      'closes mid-way',
      (response) => response.writeHead(200, { 'Content-Length': '100' }).write('x', () => response.destroy()),
      'no-answer',
    ],
    ['redirects', (response) => response.writeHead(302, { Location: '/elsewhere' }).end(), 'wrong-address'],
  ])('reports a receiver that %s', async (_what, answer, cause) => {
    const receiver = await receive(answer)
    const room = open([webhook(receiver.url)])
    const testing = room.callOuts.test(callOutId('webhook'))
    await receiver.waitForRequests(1)
    if (answer === hang) room.clock.advance(5_000)
    expect(await testing).toMatchObject({ kind: 'ok', value: { outcome: { kind: 'failed', cause, attempts: 1 } } })
    expect(receiver.requests).toHaveLength(1)
  })

  it('reports a receiver that is not there', async () => {
    const receiver = await startHttpReceiver(hang)
    await receiver.dispose()
    const room = open([webhook(receiver.url)])
    const result = await room.callOuts.test(callOutId('webhook'))
    const outcome = { kind: 'failed', cause: 'refused', attempts: 1 }
    expect(result).toMatchObject({ kind: 'ok', value: { outcome } })
  })

  it('reads no more of an endless answer than it needs', async () => {
    const receiver = await receive((response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(16_000)));
      }
      response.on('drain', more)
      response.writeHead(200)
      more()
    })
    const room = open([webhook(receiver.url)])
    const result = await room.callOuts.test(callOutId('webhook'))
    expect(result).toMatchObject({ kind: 'ok', value: { outcome: { kind: 'delivered' } } })
  })
})

describe('one call-out that hangs', () => {
  it('does not delay another, nor its own test', async () => {
    const hanging = await receive((response, _request, count) => {
      if (count === 2) response.writeHead(200).end()
    })
    const good = await receive(answerWith(200))
    const room = open([webhook(hanging.url, { id: 'hanging' }), webhook(good.url, { id: 'good' })])
    room.knock('Sato')
    await hanging.waitForRequests(1)
    expect(await room.result('good', 'knock')).toMatchObject({ kind: 'delivered' })
    room.answer('Sato', 'admitted')
    expect(await room.result('good', 'answered')).toMatchObject({ kind: 'delivered' })
    expect(await room.callOuts.test(callOutId('hanging'))).toMatchObject({ value: { outcome: { kind: 'delivered' } } })
    // Its own messages stay in order: nothing of the answer before the knock has been given up.
    expect(hanging.requests.map(({ body }) => JSON.parse(body).event)).toEqual(['knock', 'test'])
  })
})

describe('escalation', () => {
  it("comes once, after the rule's time, and not for a visitor who is held, away or gone", async () => {
    const receiver = await receive(answerWith(200))
    const room = open([webhook(receiver.url, { events: ['escalate', 'answered'] })])
    room.knock('waiting')
    room.knock('held')
    room.knock('away')
    room.knock('gone')
    room.answer('held', 'held')
    await room.result('webhook', 'answered')
    room.setLink('away', 'lost')
    room.withdraw('gone')
    room.clock.advance(59_999)
    expect(receiver.requests).toHaveLength(1)
    room.clock.advance(1)
    // The queue keeps the order: what comes before this answer is all that was escalated.
    room.answer('waiting', 'admitted')
    const [, first, second] = await receiver.waitForRequests(3)
    expect(JSON.parse(first?.body ?? '')).toMatchObject({
      event: 'escalate',
      knock: { name: 'waiting', waitedMs: 60_000 },
    })
    expect(JSON.parse(second?.body ?? '')).toMatchObject({ event: 'answered', knock: { name: 'waiting' } })
    await until(() => room.timers().length === 1)
    room.clock.advance(600_000)
    room.setLink('away', 'connected')
    room.clock.advance(5_000)
    const requests = await receiver.waitForRequests(4)
    expect(JSON.parse(requests[3]?.body ?? '')).toMatchObject({ event: 'escalate', knock: { name: 'away' } })
    await until(() => room.timers().length === 0)
    room.clock.advance(600_000)
    expect(receiver.requests).toHaveLength(4)
  })

  it('is not repeated after a restart', async () => {
    const receiver = await receive(answerWith(200))
    const old = makeKnock('old', startMs - 70_000)
    const young = makeKnock('young', startMs - 50_000)
    const room = open([webhook(receiver.url, { events: ['escalate'] })], [old, young])
    room.clock.advance(10_000)
    await room.result('webhook', 'escalate')
    room.clock.advance(60_000)
    expect(receiver.requests.map(({ body }) => JSON.parse(body).knock.name)).toEqual(['young'])
  })
})

describe('a closed door', () => {
  it('is quiet, but tells of a knock in vain', async () => {
    const receiver = await receive(answerWith(200))
    const room = open([webhook(receiver.url)])
    room.setPresence('closed')
    room.knock('Sato')
    room.clock.advance(120_000)
    room.withdraw('Sato')
    const requests = await receiver.waitForRequests(1)
    expect(requests.map(({ body }) => JSON.parse(body).event)).toEqual(['missed'])
  })
})

describe('secrets', () => {
  const mail = {
    id: 'mail',
    name: 'Office',
    isOn: true,
    kind: 'mail',
    host: 'mail.example.jp',
    port: 587,
    security: 'starttls',
    username: 'konkon',
    password: 'hunter2',
    from: 'desk@example.jp',
    to: ['office@example.jp'],
  }

  it('are never sent back, and kept where they are left empty', () => {
    const room = open([webhook('https://example.jp/'), mail])
    expect(JSON.stringify(room.callOuts.list())).not.toMatch(/p4ssphrase|hunter2/)
    const { callOuts } = room.callOuts.list()
    room.callOuts.set(parseCallOuts(callOuts.map((callOut) => Object.assign({}, callOut, { name: 'renamed' }))))
    expect(room.kept()).toEqual(
      parseCallOuts([webhook('https://example.jp/', { name: 'renamed' }), { ...mail, name: 'renamed' }]),
    )
    room.callOuts.set(parseCallOuts([{ ...mail, password: 'new' }]))
    expect(room.kept()).toEqual(parseCallOuts([{ ...mail, password: 'new' }]))
  })

  it('go to no other server than the one they were given for', () => {
    const room = open([mail])
    room.callOuts.set(parseCallOuts([{ ...mail, host: 'mail.example.com', password: '' }]))
    expect(room.kept()).toEqual(parseCallOuts([{ ...mail, host: 'mail.example.com', password: '' }]))
    expect(room.callOuts.list().callOuts).toEqual(room.kept())
  })
})

/** Lets time pass in steps until what is due has happened. */
async function advanceUntil(room: CallOutRoom, byMs: number, isDone: () => boolean): Promise<void> {
  await until(() => {
    if (!isDone()) room.clock.advance(byMs)
    return isDone()
  })
}
