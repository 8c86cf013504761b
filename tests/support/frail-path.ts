import { once } from 'node:events'
import { createServer, connect, type Socket } from 'node:net'
import { listenOnLoopback } from './listen-on-loopback.ts'

/** What lies between one client and the server, and fails when a test wants it to. */
export type FrailPath = {
  /** Where the client connects; it stays the same when the server comes back on another port. */
  readonly port: number
  /** Where new connections lead from now on; null refuses them. */
  readonly leadTo: (port: number | null) => void
  /** Every connection ends, without a farewell, on both sides. */
  readonly cut: () => void
  /** Present connections stay open, but nothing passes any more: nobody is told, until `cut`. New ones are good. */
  readonly stall: () => void
  /** The client's side ends, the server's stays open and silent: the server thinks that the client is still there. */
  readonly loseClient: () => void
  /** Every chunk takes this long, in both directions. */
  readonly setDelayMs: (delayMs: number) => void
  readonly dispose: () => Promise<void>
}

type Pair = { readonly near: Socket; readonly far: Socket; isStalled: boolean }

/** A TCP path to `target` over loopback. */
export async function openFrailPath(target: number | null): Promise<FrailPath> {
  const pairs = new Set<Pair>()
  let leadsTo = target
  let delayMs = 0

  const server = createServer((near) => {
    if (leadsTo === null) {
      near.resetAndDestroy()
      return
    }
    const far = connect(leadsTo, '127.0.0.1')
    const pair: Pair = { near, far, isStalled: false }
    pairs.add(pair)
    pass(pair, near, far)
    pass(pair, far, near)
  })

  function pass(pair: Pair, from: Socket, to: Socket): void {
    from.setNoDelay(true)
    // An end that a stalled path does not pass on is a half-open connection.
    const unlessStalled = (run: () => void): void => {
      if (!pair.isStalled && !to.destroyed) run()
    }
    // In the order in which they came, also where the path becomes quick while some are on their way: this is TCP.
    const onTheWay: Buffer[] = []
    const deliverFirst = (): void => {
      const chunk = onTheWay.shift()
      if (chunk) unlessStalled(() => to.write(chunk))
    }
    from.on('data', (chunk: Buffer) => {
      onTheWay.push(chunk)
      if (delayMs === 0 && onTheWay.length === 1) deliverFirst()
      else setTimeout(deliverFirst, delayMs)
    })
    from.on('error', () => unlessStalled(() => to.resetAndDestroy()))
    from.on('close', () => unlessStalled(() => to.destroy()))
  }

  const port = await listenOnLoopback(server)
  const cut = (): void => {
    for (const { near, far } of pairs) {
      near.resetAndDestroy()
      far.resetAndDestroy()
    }
    pairs.clear()
  }
  const stall = (): void => {
    for (const pair of pairs) pair.isStalled = true
  }

  return {
    port,
    leadTo(next) {
      leadsTo = next
    },
    cut,
    stall,
    loseClient() {
      stall()
      for (const { near } of pairs) near.resetAndDestroy()
    },
    setDelayMs(next) {
      delayMs = next
    },
    async dispose() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
