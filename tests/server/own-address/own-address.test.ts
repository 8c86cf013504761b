import { afterEach, expect, test } from 'vitest'
import type { OutsideFault, OwnAddress } from '../../../src-shared/own-address.ts'
import { createLog } from '../../../src-server/log.ts'
import { createKeptAddress, lookAgainMs, lookEveryMs } from '../../../src-server/own-address/own-address.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'

const funnel: OwnAddress = { by: 'funnel', origin: 'https://pc.example.ts.net' }
const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** An address whose looks end when the test says so, and as it says. */
function start(stored: OwnAddress | null = null) {
  const clock = createFakeClock()
  let kept = stored
  const asked: string[] = []
  let answer: (fault: OutsideFault | null) => void = () => undefined
  const address = createKeptAddress({
    store: {
      load: () => kept,
      save: (next) => {
        kept = next
      },
      remove: () => {
        kept = null
      },
    },
    look: (origin) => {
      asked.push(origin)
      return new Promise((resolve) => {
        answer = resolve
      })
    },
    clock,
    log: createLog('silent'),
    onChanged: () => undefined,
    onLook: () => undefined,
  })
  ends.push(address.dispose)
  const finish = async (fault: OutsideFault | null): Promise<void> => {
    answer(fault)
    await Promise.resolve()
    await Promise.resolve()
  }
  return { clock, address, asked, finish, getKept: () => kept }
}

test('an address is kept, looked at at once, and again every few minutes', async () => {
  const { clock, address, asked, finish, getKept } = start()
  address.set(funnel)
  expect([getKept(), address.getLook()]).toEqual([funnel, { kind: 'looking' }])
  await finish(null)
  expect(address.getLook()).toEqual({ kind: 'here', atMs: clock.now() })
  clock.advance(lookEveryMs)
  expect(asked).toEqual([funnel.origin, funnel.origin])
})

test('one that led here and does not at two looks is lost, since the first of them', async () => {
  const { clock, address, finish } = start(funnel)
  address.lookNow()
  await finish(null)
  clock.advance(lookEveryMs)
  const sinceMs = clock.now()
  await finish('no-answer')
  expect(address.getLook()).toEqual({ kind: 'not-here', atMs: sinceMs, fault: 'no-answer' })
  expect(address.getLostSinceMs()).toBeNull()
  clock.advance(lookAgainMs)
  await finish('other')
  expect(address.getLostSinceMs()).toBe(sinceMs)
  clock.advance(lookAgainMs)
  await finish(null)
  expect(address.getLostSinceMs()).toBeNull()
})

test('one that this machine has never come by is said, and is no alarm: its router may keep it from seeing', async () => {
  const { clock, address, finish } = start()
  address.set(funnel)
  for (let looks = 0; looks < 3; looks += 1) {
    await finish('no-answer')
    clock.advance(lookAgainMs)
  }
  expect(address.getLostSinceMs()).toBeNull()
})

test('what a look of the address before finds is not said of the new one', async () => {
  const { address, asked, finish } = start(funnel)
  address.lookNow()
  address.remove()
  await finish(null)
  expect([address.get(), address.getLook()]).toEqual([null, { kind: 'none' }])
  address.lookNow()
  expect(asked).toHaveLength(1)
})

test.each([
  [{ by: 'cloudflare', origin: 'https://desk.example.jp' }, ['127.0.0.1', '::1']],
  [funnel, ['127.0.0.1', '::1']],
  [{ by: 'proxy', origin: 'https://desk.example.jp', proxy: '127.0.0.1' }, ['127.0.0.1', '::1']],
  [{ by: 'proxy', origin: 'https://desk.example.jp', proxy: '192.168.1.10' }, ['192.168.1.10']],
] as const)('of %o may say who a visitor is', (...[address, proxies]) => {
  expect(start(address).address.listProxies()).toEqual(proxies)
})
