import { expect, it } from 'vitest'
import { createNewcomers, type Newcomers } from '../../../src-server/pairing/newcomers.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'
import { parseDeskId } from '../../support/room-client.ts'

function create(): Newcomers {
  const clock = createFakeClock()
  return createNewcomers({ clock, validForMs: 300_000, answerWithinMs: 20_000, onChanged: () => undefined })
}

it('gives no two devices that wait at one desk the same number to compare', () => {
  const newcomers = create()
  const hosts = Array.from({ length: 40 }, (_, index) => parseDeskId(`host-${index}`))
  for (const host of hosts) {
    for (let count = 0; count < 100; count += 1) newcomers.add(host, 'Tablet')
    const numbers = newcomers.listOf(host).map(({ number }) => number)
    expect(new Set(numbers).size).toBe(100)
    for (const number of numbers) expect(number).toMatch(/^\d{4}$/)
  }
  newcomers.dispose()
})

it('sends the first away when more wait at one desk than numbers can tell apart at a glance', async () => {
  const newcomers = create()
  const host = parseDeskId('host')
  const first = newcomers.add(host, 'The first')
  const other = newcomers.add(parseDeskId('other'), 'Of another desk')
  for (let count = 0; count < 100; count += 1) newcomers.add(host, 'Tablet')
  expect(newcomers.listOf(host)).toHaveLength(100)
  expect(await newcomers.wait(first.ticket)).toBeNull()
  expect(newcomers.listOf(parseDeskId('other'))).toMatchObject([{ number: other.number }])
  newcomers.dispose()
})
