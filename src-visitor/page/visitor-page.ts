import type { CallLink } from '../../src-rtc/call-link.ts'
import type { LocalMedia } from '../../src-rtc/local-media.ts'
import type { Playback } from '../../src-rtc/play-stream.ts'
import type { KnockToken, RoomAddress } from '../../src-shared/ids.ts'
import type { Language } from '../../src-shared/language.ts'
import { protocolVersion } from '../../src-shared/protocol-version.ts'
import type { FailureCode } from '../../src-shared/result.ts'
import type { PublicRoom } from '../../src-shared/room.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import { createCallBackActions } from '../call-back/call-back-actions.ts'
import { createCallFollower, type LoadCallLink } from '../call/call-follower.ts'
import type { KeptValues } from './kept-values.ts'
import { createListeners } from '../../src-shared/listeners.ts'
import { createMediaActions } from '../devices/media-actions.ts'
import type { PageActions } from './page-actions.ts'
import type { PageLog } from './page-log.ts'
import { createKnockActions } from '../knock/knock-actions.ts'
import { tokenOf } from '../knock/own-knock.ts'
import { reducePage, type PageFact } from './page-reducer.ts'
import { createPageState, invitationOf, isIdle, type OpenedLink, type PageState } from './page-state.ts'
import type { RoomFact, RoomPort } from '../room/room-port.ts'

export type VisitorPagePorts = {
  readonly room: RoomPort
  readonly media: LocalMedia
  readonly loadCallLink: LoadCallLink
  readonly kept: KeptValues
  readonly clock: Clock
  readonly makeToken: () => KnockToken
  /** Runs inside the visitor's tap, the only moment at which browsers allow sound for later. */
  readonly unlockSound: () => void
  readonly reload: () => void
  readonly log: PageLog
}

export type VisitorPage = {
  getState: () => PageState
  subscribe: (listener: () => void) => Unsubscribe
  readonly actions: PageActions
  /** Here because its streams cannot be part of the state. */
  readonly media: LocalMedia
  /** The call's connection, while there is one; the same holds for its streams. */
  getCall: () => CallLink | null
  playbackChanged: (playback: Playback) => void
  dispose: () => void
}

type TimerName = 'retry' | 'deliver' | 'tick'

const deliverAgainAfterMs = 3_000
const retryRefusedAfterMs = 15_000
const tickMs = 1_000

/** The visitor's page without its views: one room, one knock at a time, from the door to the farewell. */
export function createVisitorPage(
  ports: VisitorPagePorts,
  given: {
    readonly address: RoomAddress
    readonly language: Language
    readonly room: PublicRoom | null
    readonly isTouch: boolean
    /** After a reload the kept invitation is used. */
    readonly link: OpenedLink
  },
): VisitorPage {
  const { room, media, kept, clock } = ports
  const changes = createListeners<void>()
  const timers = new Map<TimerName, Unsubscribe>()
  let state = createPageState({
    language: given.language,
    room: given.room,
    isTouch: given.isTouch,
    name: kept.getName(),
    token: kept.getToken(),
    link: given.link,
    keptInvitation: kept.getInvitation(),
    unsentCallBack: kept.getCallBack(),
    nowMs: clock.now(),
    media: media.getState(),
  })

  function tell(fact: PageFact): void {
    const wasIdle = isIdle(state)
    state = reducePage(state, { ...fact, atMs: clock.now() })
    kept.setToken(tokenOf(state.knock))
    kept.setInvitation(invitationOf(state))
    kept.setCallBack(state.callBack.stage.kind === 'sending' ? state.callBack.stage.request : null)
    // The camera's light goes off with the visit, whoever ended it.
    if (!wasIdle && isIdle(state)) media.close()
    call.follow(state)
    changes.tell()
  }

  const common = { ...ports, getState: () => state, tell, deliverLater }
  const call = createCallFollower(common)
  const mediaActions = createMediaActions(common)
  const callBack = createCallBackActions(common)
  const knock = createKnockActions({
    ...common,
    reconnect: retry,
    onBegun() {
      ports.unlockSound()
      mediaActions.reopen()
    },
  })

  const undo = [
    media.subscribe(() => tell({ kind: 'media-changed', media: media.getState() })),
    media.onDevicesChanged(() => mediaActions.listDevices()),
  ]

  function hear(fact: RoomFact): void {
    if (fact.kind === 'signal') return call.receive(fact.payload)
    tell(fact)
    if (fact.kind === 'welcome') {
      call.signalingRestored()
      deliver()
    }
    if (fact.kind === 'refused' && isPassing(fact.code)) later('retry', retryRefusedAfterMs, retry)
    if (fact.kind === 'displaced') timers.get('retry')?.()
  }

  function deliver(): void {
    knock.deliver()
    callBack.deliver()
  }

  function deliverLater(): void {
    if (state.connection.kind === 'online') later('deliver', deliverAgainAfterMs, deliver)
  }

  function later(name: TimerName, afterMs: number, run: () => void): void {
    timers.get(name)?.()
    timers.set(name, clock.setTimer(afterMs, run))
  }

  function retry(): void {
    tell({ kind: 'retried' })
    room.reconnect()
  }

  function tick(): void {
    later('tick', tickMs, tick)
    tell({ kind: 'ticked' })
  }

  const actions: PageActions = {
    ...mediaActions.actions,
    typeName: (name) => tell({ kind: 'name-typed', name }),
    chooseLanguage(language) {
      tell({ kind: 'language-chosen', language })
      // The desk learns a visitor's language from the handshake; a knock keeps the one it was made with.
      if (state.knock.kind === 'none' && state.connection.kind === 'online') room.reconnect()
    },
    ...knock.actions,
    ...callBack.actions,
    say: async (saying) => (await room.request('say', saying)).kind === 'ok',
    hear: ports.unlockSound,
    retry,
    continueHere() {
      retry()
      mediaActions.reopen()
    },
    reload: ports.reload,
  }

  kept.setInvitation(invitationOf(state))
  room.connect({
    onFact: hear,
    handshake() {
      const token = tokenOf(state.knock)
      const invitation = invitationOf(state)
      return {
        protocol: protocolVersion,
        room: given.address,
        language: state.language,
        ...(token !== null && { token }),
        ...(invitation !== null && { invitation }),
      }
    },
  })
  if (state.knock.kind === 'resuming') mediaActions.reopen()
  later('tick', tickMs, tick)

  return {
    getState: () => state,
    subscribe: (listener) => changes.add(listener),
    actions,
    media,
    getCall: call.getLink,
    playbackChanged: (playback) => tell({ kind: 'playback-changed', playback }),
    dispose() {
      for (const run of undo.splice(0)) run()
      for (const stop of timers.values()) stop()
      timers.clear()
      changes.clear()
      call.dispose()
      room.dispose()
      media.dispose()
    },
  }
}

/** Refusals that pass with time. */
function isPassing(code: FailureCode): boolean {
  return code === 'rate-limited' || code === 'busy' || code === 'internal' || code === 'offline'
}
