import { CallBackRequestSchema, type CallBackRequest } from '../../src-shared/call-back.ts'
import { InvitationTokenSchema, type InvitationToken } from '../../src-shared/invitation.ts'
import { KnockTokenSchema, type KnockToken } from '../../src-shared/ids.ts'
import { VisitorNameSchema } from '../../src-shared/knock.ts'
import { parse } from '../../src-shared/parse.ts'
import type { PageLog } from './page-log.ts'

/** What outlives a reload. Where a browser keeps nothing (private windows, embedded views), the page works without. */
export type KeptValues = {
  getName: () => string
  setName: (name: string) => void
  /** The knock of this tab. */
  getToken: () => KnockToken | null
  setToken: (token: KnockToken | null) => void
  /** The invitation that this tab was opened with, until it is good for nothing more. */
  getInvitation: () => InvitationToken | null
  setInvitation: (invitation: InvitationToken | null) => void
  /** A request to be phoned that the server has not confirmed. */
  getCallBack: () => CallBackRequest | null
  setCallBack: (request: Readonly<CallBackRequest> | null) => void
  /** Whether camera or microphone were opened in this tab. */
  wereDevicesAllowed: () => boolean
  setDevicesAllowed: (areAllowed: boolean) => void
}

export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export type KeptValuesOptions = {
  /** Reading `window.localStorage` throws where storage is forbidden, hence functions. */
  readonly openLasting: () => KeyValueStore
  readonly openForTab: () => KeyValueStore
  /** The room, so that two companies on one server do not share a knock. */
  readonly room: string
  readonly log: PageLog
}

export function createKeptValues({ openLasting, openForTab, room, log }: KeptValuesOptions): KeptValues {
  const nameKey = 'konkon.name'
  const tokenKey = `konkon.knock.${room}`
  const invitationKey = `konkon.invitation.${room}`
  const callBackKey = `konkon.call-back.${room}`
  const devicesKey = 'konkon.devices'
  const lasting = guard(openLasting, log)
  const forTab = rememberLast(guard(openForTab, log))

  return {
    getName() {
      const name = parse(VisitorNameSchema, lasting.get(nameKey) ?? '')
      return name.kind === 'ok' ? name.value : ''
    },
    setName: (name) => lasting.set(nameKey, name.trim() || null),
    getToken() {
      const token = parse(KnockTokenSchema, forTab.get(tokenKey))
      return token.kind === 'ok' ? token.value : null
    },
    setToken: (token) => forTab.set(tokenKey, token),
    getInvitation() {
      const invitation = parse(InvitationTokenSchema, forTab.get(invitationKey))
      return invitation.kind === 'ok' ? invitation.value : null
    },
    setInvitation: (invitation) => forTab.set(invitationKey, invitation),
    getCallBack() {
      const request = parse(CallBackRequestSchema, fromJson(forTab.get(callBackKey)))
      return request.kind === 'ok' ? request.value : null
    },
    setCallBack: (request) => forTab.set(callBackKey, request && JSON.stringify(request)),
    wereDevicesAllowed: () => forTab.get(devicesKey) === 'yes',
    setDevicesAllowed: (areAllowed) => forTab.set(devicesKey, areAllowed ? 'yes' : null),
  }
}

/** Writes only what has changed, because the state is kept after every change. */
function rememberLast(store: ReturnType<typeof guard>): ReturnType<typeof guard> {
  const last = new Map<string, string | null>()
  return {
    get: (key) => store.get(key),
    set(key, value) {
      if (last.get(key) === value) return
      last.set(key, value)
      store.set(key, value)
    },
  }
}

function fromJson(json: string | null): unknown {
  try {
    return JSON.parse(json ?? 'null')
  } catch {
    // Not what this page wrote; the schema refuses null too.
    return null
  }
}

/** Storage can be forbidden, or full, at any call. Nothing that is kept here is worth stopping a visitor for. */
function guard(openStore: () => KeyValueStore, log: PageLog) {
  return {
    get(key: string): string | null {
      try {
        return openStore().getItem(key)
      } catch (error) {
        log.warn(`cannot read ${key}: this browser keeps nothing`, error)
        return null
      }
    },
    set(key: string, value: string | null): void {
      try {
        if (value === null) openStore().removeItem(key)
        else openStore().setItem(key, value)
      } catch (error) {
        log.warn(`cannot keep ${key}: this browser keeps nothing`, error)
      }
    },
  }
}
