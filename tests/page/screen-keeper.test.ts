import { describe, expect, it } from 'vitest'
import { createScreenKeeper } from '../../src-page/screen-keeper.ts'

describe('the screen', () => {
  it('is kept on while wanted', async () => {
    const { keeper, locks } = open()
    keeper.setWanted(true)
    await settle()
    expect(locks.held()).toBe(1)
    keeper.setWanted(false)
    expect(locks.held()).toBe(0)
  })
  it('is kept on again when the page comes back to the front', async () => {
    const { keeper, locks, show } = open()
    keeper.setWanted(true)
    await settle()
    show('hidden')
    locks.takeAway()
    await settle()
    expect(locks.asked()).toBe(1)
    show('visible')
    await settle()
    expect(locks.held()).toBe(1)
  })
  it('is asked for once, however often that is wanted', async () => {
    const { keeper, locks, show } = open()
    keeper.setWanted(true)
    show('visible')
    keeper.setWanted(true)
    await settle()
    expect(locks.asked()).toBe(1)
  })
  it('is released when it is no longer wanted by the time the lock comes', async () => {
    const { keeper, locks } = open()
    keeper.setWanted(true)
    keeper.setWanted(false)
    await settle()
    expect(locks.asked()).toBe(1)
    expect(locks.held()).toBe(0)
  })
  it('may go dark where the browser refuses, and is asked for again later', async () => {
    const { keeper, locks, logged, show } = open()
    locks.refuse(true)
    keeper.setWanted(true)
    await settle()
    expect(logged).toEqual(['the screen may go dark'])
    locks.refuse(false)
    show('visible')
    await settle()
    expect(locks.held()).toBe(1)
  })
  it('is let go with the keeper, for good', async () => {
    const { keeper, locks, show } = open()
    keeper.setWanted(true)
    await settle()
    keeper.dispose()
    show('visible')
    await settle()
    expect(locks.held()).toBe(0)
    expect(locks.asked()).toBe(1)
  })
  it('is left alone where the browser has no such lock', () => {
    const page = createFakePage()
    const keeper = createScreenKeeper(() => undefined, { wakeLock: null, page })
    expect(() => keeper.setWanted(true)).not.toThrow()
  })
})

function open() {
  const page = createFakePage()
  const logged: string[] = []
  const sentinels: FakeSentinel[] = []
  let asked = 0
  let isRefusing = false
  const wakeLock = {
    async request() {
      asked += 1
      if (isRefusing) throw new DOMException('Low battery', 'NotAllowedError')
      const sentinel = createFakeSentinel()
      sentinels.push(sentinel)
      return sentinel
    },
  }
  const keeper = createScreenKeeper((message) => void logged.push(message), { wakeLock, page })
  return {
    keeper,
    logged,
    show: (state: DocumentVisibilityState): void => {
      page.visibilityState = state
      page.dispatchEvent(new Event('visibilitychange'))
    },
    locks: {
      asked: () => asked,
      held: () => sentinels.filter(({ released }) => !released).length,
      /** As the browser does when the page is hidden. */
      takeAway: () => sentinels.forEach((sentinel) => void sentinel.release()),
      refuse: (isRefused: boolean) => void (isRefusing = isRefused),
    },
  }
}

function createFakePage(): EventTarget & { visibilityState: DocumentVisibilityState } {
  return Object.assign(new EventTarget(), { visibilityState: 'visible' as const })
}

type FakeSentinel = ReturnType<typeof createFakeSentinel>

function createFakeSentinel() {
  let released = false
  return {
    get released() {
      return released
    },
    async release() {
      released = true
    },
  }
}

/** Lets every answer that is already there arrive. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}
