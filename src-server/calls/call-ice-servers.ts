import { createHmac } from 'node:crypto'
import type { IceServer } from '../../src-shared/call.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { CallId } from '../../src-shared/ids.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

/** A STUN or TURN server as it is kept. With a secret, each call has a password of its own for it. */
export type IceSource = IceServer & { readonly secret?: string }

export type CallIceServersDeps = {
  /** As they are now: relays come and go. */
  readonly listSources: () => readonly IceSource[]
  /** How long a password made of the secret is good for. */
  readonly validForMs: number
  readonly clock: Clock
  /** A running call has new passwords: both sides have to be told, or their next repair finds no way. */
  readonly onRenewed: (callId: CallId) => void
}

/** The ICE servers of each call. Where there is a secret, a call has passwords of its own, which soon expire. */
export type CallIceServers = {
  /** The same until it is renewed, half-way to its end: whoever asks has hours left. */
  readonly of: (callId: CallId) => readonly IceServer[]
  /** The call is over. */
  readonly forget: (callId: CallId) => void
  readonly dispose: () => void
}

export function createCallIceServers(deps: CallIceServersDeps): CallIceServers {
  const { listSources, validForMs, clock } = deps
  const made = new Map<CallId, Made>()

  return {
    of(callId) {
      const sources = listSources()
      if (sources.every(({ secret }) => secret === undefined)) return sources
      return (find(callId) ?? make(callId)).servers
    },
    forget(callId) {
      made.get(callId)?.cancelTimer()
      made.delete(callId)
    },
    dispose() {
      for (const { cancelTimer } of made.values()) cancelTimer()
      made.clear()
    },
  }

  /** Null also after a sleep of the machine, from which its timers wake late. */
  function find(callId: CallId): Made | null {
    const known = made.get(callId)
    return known && clock.now() < known.renewAtMs ? known : null
  }

  function make(callId: CallId): Made {
    made.get(callId)?.cancelTimer()
    const expiresAtMs = clock.now() + validForMs
    const renewAfterMs = validForMs / 2
    const fresh: Made = {
      servers: listSources().map((source) => withPassword(source, { user: callId, expiresAtMs })),
      renewAtMs: clock.now() + renewAfterMs,
      cancelTimer: clock.setTimer(renewAfterMs, () => {
        make(callId)
        deps.onRenewed(callId)
      }),
    }
    made.set(callId, fresh)
    return fresh
  }
}

/** With a password as coturn checks it with `use-auth-secret` (draft-uberti-behave-turn-rest-00), where there is a secret. */
export function withPassword(
  { secret, ...server }: IceSource,
  { user, expiresAtMs }: { readonly user: string; readonly expiresAtMs: number },
): IceServer {
  if (secret === undefined) return server
  const { urls } = server
  const username = `${Math.floor(expiresAtMs / 1_000)}:${user}`
  return { urls, username, credential: createHmac('sha1', secret).update(username).digest('base64') }
}

/** Those of the operator: each that needs a password has it made of the secret. */
export function iceSourcesOf(servers: readonly IceServer[], secret: string | null): readonly IceSource[] {
  return servers.map((server) => (secret !== null && needsPassword(server) ? { ...server, secret } : server))
}

/** Whether it is a TURN server without a password of its own. */
export function needsPassword({ urls, username, credential }: IceServer): boolean {
  return urls.some((url) => /^turns?:/.test(url)) && username === undefined && credential === undefined
}

type Made = {
  readonly servers: readonly IceServer[]
  /** Epoch ms. */
  readonly renewAtMs: number
  readonly cancelTimer: Unsubscribe
}
