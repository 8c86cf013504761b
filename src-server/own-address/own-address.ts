import type { Clock } from '../../src-shared/clock.ts'
import { minuteMs } from '../../src-shared/duration.ts'
import { isLoopback } from '../../src-shared/network-address.ts'
import type { OutsideFault, OutsideLook, OwnAddress } from '../../src-shared/own-address.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { Log } from '../log.ts'
import type { OwnAddressStore } from './own-address-store.ts'

export type KeptAddressDeps = {
  readonly store: OwnAddressStore
  /** Null where it leads here. */
  readonly look: (origin: string) => Promise<OutsideFault | null>
  readonly clock: Clock
  readonly log: Log
  /** The address is another one now. */
  readonly onChanged: () => void
  /** `getLook` or `getLostSinceMs` may answer something else. */
  readonly onLook: () => void
}

/** The address by which an owner's own proxy or tunnel leads here, and whether it does: looked at for as long as it is kept. */
export type KeptAddress = {
  readonly get: () => OwnAddress | null
  readonly getLook: () => OutsideLook
  /**
   * Since when it leads here no more, in epoch ms; null while it does, and where it never did as far as this machine can
   * see: behind some routers an own address is reached by everybody but oneself.
   */
  readonly getLostSinceMs: () => number | null
  /** Who may say who a visitor is. */
  readonly listProxies: () => readonly string[]
  readonly set: (address: OwnAddress) => void
  readonly remove: () => void
  readonly lookNow: () => void
  /** Idempotent. */
  readonly dispose: () => void
}

export const lookEveryMs = 5 * minuteMs
/** A look that failed may be one lost packet: two in a row are not. */
export const lookAgainMs = minuteMs

export function createKeptAddress(deps: KeptAddressDeps): KeptAddress {
  const { store, clock, log } = deps
  let address = store.load()
  let look: OutsideLook = { kind: 'none' }
  /** Since the address was kept or this server started. */
  let wasHere = false
  let failedSinceMs: number | null = null
  let failures = 0
  /** What an older look still finds is not heard. */
  let turn = 0
  let cancelTimer: Unsubscribe = () => undefined

  return {
    get: () => address,
    getLook: () => look,
    getLostSinceMs: () => (wasHere && failures > 1 ? failedSinceMs : null),
    listProxies: () => (address ? proxiesOf(address) : []),
    set(next) {
      store.save(next)
      change(next)
      void lookOnce()
    },
    remove() {
      store.remove()
      change(null)
    },
    lookNow: () => void lookOnce(),
    dispose: stop,
  }

  function change(next: OwnAddress | null): void {
    stop()
    address = next
    look = { kind: 'none' }
    wasHere = false
    failures = 0
    deps.onChanged()
    deps.onLook()
  }

  function stop(): void {
    turn += 1
    cancelTimer()
  }

  /** Never rejects. */
  async function lookOnce(): Promise<void> {
    if (address === null) return
    stop()
    const own = turn
    const { origin } = address
    look = { kind: 'looking' }
    const fault = await deps.look(origin)
    if (own !== turn) return
    const atMs = clock.now()
    if (fault === null) {
      if (failures > 1) log.info({ origin }, 'the address leads here again')
      look = { kind: 'here', atMs }
      wasHere = true
      failures = 0
    } else {
      look = { kind: 'not-here', atMs, fault }
      if (failures === 0) failedSinceMs = atMs
      failures += 1
      if (failures === 2 && wasHere) log.warn({ origin, fault }, 'the address leads here no more')
    }
    cancelTimer = clock.setTimer(fault === null ? lookEveryMs : lookAgainMs, () => void lookOnce())
    deps.onLook()
  }
}

function proxiesOf(address: OwnAddress): readonly string[] {
  const isHere = address.by !== 'proxy' || isLoopback(address.proxy)
  return isHere ? ['127.0.0.1', '::1'] : [address.proxy]
}
