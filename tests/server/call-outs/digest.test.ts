/** Many messages in a short time become a few that say how many there were. */
import { afterEach, describe, expect, it } from 'vitest'
import { writeMail } from '../../../src-server/call-outs/mail.ts'
import { answerWith, startHttpReceiver, type HttpReceiver } from '../../support/http-receiver.ts'
import { parseRoomAddress } from '../../support/room-client.ts'
import { until } from '../../support/until.ts'
import { createCallOutRoom, makeKnock, startMs, tower, webhook, type CallOutRoom } from './call-out-room.ts'

const digestMs = 10 * 60_000
let receiver: HttpReceiver
let room: CallOutRoom

afterEach(async () => {
  room.dispose()
  await receiver.dispose()
})

async function open(callOut: (url: string) => object): Promise<void> {
  receiver = await startHttpReceiver(answerWith(200))
  room = createCallOutRoom([callOut(receiver.url)])
}

/** So many visitors who knock and go. Time stands still, because receivers answer in real time. */
function comeInVain(count: number, name = 'v'): void {
  for (let index = 0; index < count; index += 1) {
    room.knock(`${name}${index}`)
    room.withdraw(`${name}${index}`)
  }
}

/** So many have been delivered, and nothing is under way: only what is gathered waits for the clock. */
async function delivered(count: number): Promise<void> {
  await receiver.waitForRequests(count)
  await until(() => room.timers().every((afterMs) => afterMs === digestMs))
}

const bodies = () => receiver.requests.map(({ body }) => JSON.parse(body))

describe('a flood of call-outs', () => {
  it('is told one by one up to the fifth, and then as a number', async () => {
    await open((url) => webhook(url, { events: ['missed'] }))
    comeInVain(17)
    await delivered(5)
    room.clock.advance(digestMs)
    await delivered(6)
    expect(bodies().map(({ knock }) => knock.name)).toEqual(['v0', 'v1', 'v2', 'v3', 'v4', 'v16'])
    expect(bodies().map(({ digest }) => digest)).toEqual([
      ...Array<null>(5).fill(null),
      { count: 12, since: new Date(startMs).toISOString() },
    ])
  })

  it('goes on as numbers while it lasts, and one by one after a quiet time', async () => {
    await open((url) => webhook(url, { events: ['missed'] }))
    comeInVain(6, 'a')
    await delivered(5)
    room.clock.advance(digestMs)
    // A number of one says nothing more than the message itself.
    await delivered(6)
    expect(bodies()[5]).toMatchObject({ knock: { name: 'a5' }, digest: null })
    comeInVain(3, 'b')
    room.clock.advance(digestMs)
    await delivered(7)
    expect(bodies()[6]).toMatchObject({ knock: { name: 'b2' }, digest: { count: 3 } })
    room.clock.advance(digestMs)
    comeInVain(1, 'c')
    await delivered(8)
    expect(bodies()[7]).toMatchObject({ knock: { name: 'c0' }, digest: null })
  })

  it('counts each event by itself: an answer is told at once', async () => {
    await open((url) => webhook(url, { events: ['missed', 'answered'] }))
    comeInVain(30)
    room.knock('last')
    room.answer('last', 'admitted')
    await delivered(6)
    expect(bodies()[5]).toMatchObject({ event: 'answered', knock: { name: 'last' }, digest: null })
  })

  it('reaches a lamp as it is, since a lamp shows what is now', async () => {
    await open(tower)
    comeInVain(20)
    await delivered(40)
  })

  it('is a mail that says how many, since when, and where to look', async () => {
    await open(tower)
    const { subject, text } = writeMail({
      event: 'missed',
      atMs: startMs + digestMs,
      room: parseRoomAddress('front-desk'),
      company: { ja: '佐藤製作所', en: '' },
      timeZone: 'Asia/Tokyo',
      knock: makeKnock('Sato', startMs),
      desk: null,
      othersWaiting: 0,
      digest: { count: 12, sinceMs: startMs },
    })
    expect(subject).toBe('【受付】10:30以降、さらに12件のご来訪に応対できませんでした')
    expect(text).toContain('12件')
    expect(text).toContain('来訪記録')
  })
})
