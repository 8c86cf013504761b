/** A visitor's page at the end of a path that fails: reloaded, opened twice, cut off, and asking again. */
import type { CallBackRequest } from '../../src-shared/call-back.ts'
import type { KnockId, KnockToken } from '../../src-shared/ids.ts'
import type { InvitationToken } from '../../src-shared/invitation.ts'
import type { VisitorKnock } from '../../src-shared/knock.ts'
import type { Visit } from '../../src-shared/visit.ts'
import { assertNever, type Result } from '../../src-shared/result.ts'
import { openFrailPath, type FrailPath } from '../support/frail-path.ts'
import { makeToken, openVisitor, type VisitorClient } from '../support/room-client.ts'
import type { FaultyServer } from './faulty-server.ts'
import type { Heard, Ledger } from './ledger.ts'

export type FrailVisitor = {
  readonly name: string
  readonly path: FrailPath
  readonly isClear: () => boolean
  readonly setClear: (isClear: boolean) => void
  /** The knock of the present token, as far as this visitor knows. */
  readonly getKnockId: () => KnockId | null
  /** Opens the page anew, as a reload, a second tab or a reconnect does: with the same token. */
  readonly open: (how: 'reload' | 'second tab') => Promise<void>
  readonly close: () => void
  /**
   * Sends it, with an invitation if there is one; resolves once it is answered or cannot be any more. A knock after an
   * end takes a new token.
   */
  readonly knock: (invitation?: InvitationToken) => Promise<unknown>
  readonly withdraw: () => Promise<unknown>
  readonly leave: () => Promise<unknown>
  readonly askForCallBack: (phone: string) => Promise<unknown>
  /** Takes what the pages have been told into the ledger. */
  readonly tellLedger: () => void
  readonly dispose: () => Promise<void>
}

export async function openFrailVisitor(server: FaultyServer, ledger: Ledger, name: string): Promise<FrailVisitor> {
  const path = await openFrailPath(server.getPort())
  const pages: VisitorClient[] = []
  let page: VisitorClient | null = null
  let token = makeToken()
  let hasEnded = false
  let knockId: KnockId | null = null
  let isClear = true

  async function open(how: 'reload' | 'second tab'): Promise<void> {
    if (how === 'reload') page?.dispose()
    const { room } = server.getAddress()
    const own = token
    const opened = await openVisitor({ url: `http://127.0.0.1:${String(path.port)}`, room }, { token: own })
    pages.push(opened)
    page = opened
    const known = opened.facts.find((fact) => fact.name === 'welcome')?.payload.knock
    if (known) learn(known, own)
  }

  async function ensurePage(): Promise<VisitorClient> {
    if (page === null || !page.isConnected()) await open('reload')
    if (page === null) throw new Error('There is no page.')
    return page
  }

  function learn(knock: VisitorKnock, ofToken: KnockToken): void {
    ledger.name(ofToken, knock.id)
    if (ofToken !== token) return
    knockId = knock.id
    hasEnded = !['waiting', 'held', 'admitted'].includes(knock.phase.kind)
  }

  /** Null for an answer that never came. */
  async function send<T>(asking: (client: VisitorClient) => Promise<Result<T>>): Promise<Result<T> | null> {
    try {
      return await asking(await ensurePage())
    } catch (cause) {
      // A refusal by name would be a fault of the server.
      if (cause instanceof Error && 'data' in cause) throw cause
      // The connection is gone, and with it the answer: it may have been done or not.
      return null
    }
  }

  return {
    name,
    path,
    isClear: () => isClear,
    setClear(next) {
      isClear = next
    },
    getKnockId: () => knockId,
    open,
    close() {
      page?.dispose()
      page = null
    },
    async knock(invitation) {
      if (hasEnded) {
        token = makeToken()
        hasEnded = false
        knockId = null
      }
      const own = token
      ledger.askOwn('knock', own)
      const result = await send((client) =>
        invitation === undefined
          ? client.send('knock', { name, token: own })
          : client.send('enter', { name, token: own, invitation }),
      )
      if (result?.kind === 'ok') {
        learn(result.value, own)
        // Whoever waits or talks already is answered with that knock, and the invitation stays unused.
        if (invitation !== undefined && result.value.isInvited) ledger.invite(invitation, result.value.id)
      }
      // Another page of this visitor, or a desk, has ended it meanwhile.
      else if (result?.code === 'wrong-state' && own === token) hasEnded = true
      return result
    },
    async withdraw() {
      const own = token
      ledger.askOwn('withdraw', own)
      const id = knockId
      const result = await send((client) => client.send('withdraw', null))
      if (result?.kind !== 'ok' || id === null || own !== token) return result
      ledger.promise({ what: `${name} withdrew`, knockId: id, holds: ({ end }) => end.kind === 'withdrawn' })
      hasEnded = true
      return result
    },
    async leave() {
      const result = await send((client) => client.send('leave', null))
      if (result?.kind === 'ok') hasEnded = true
      return result
    },
    async askForCallBack(phone) {
      const request: CallBackRequest = { name, company: '', phone, about: '', when: '' }
      const id = knockId
      const own = token
      const result = await send((client) => client.send('call-back', request))
      if (result?.kind !== 'ok' || id === null || own !== token) return result
      // A tab that was open before another one knocked has no knock: its request is a visit of its own.
      const asks = ({ followUp }: Visit): boolean => followUp.kind !== 'none' && followUp.request?.phone === phone
      const holds = (visit: Visit, log: readonly Visit[]): boolean => visit.followUp.kind !== 'none' || log.some(asks)
      ledger.promise({ what: `${name} asked to be phoned`, knockId: id, holds })
      return result
    },
    tellLedger() {
      for (const [index, { facts }] of pages.entries()) tellOf(ledger, `${name}, page ${String(index)}`, facts)
    },
    async dispose() {
      for (const each of pages) each.dispose()
      await path.dispose()
    },
  }
}

function tellOf(ledger: Ledger, who: string, facts: VisitorClient['facts']): void {
  for (const fact of facts) {
    const knock = fact.name === 'welcome' ? fact.payload.knock : fact.name === 'knock:changed' ? fact.payload : null
    if (!knock) continue
    const heard = heardBy(knock)
    if (heard === null) ledger.hearOpen(who, knock.id)
    else ledger.hear(who, knock.id, heard)
  }
}

/** Null while nothing is decided. A visitor is never told which desk it was. */
function heardBy({ phase }: VisitorKnock): Heard | null {
  switch (phase.kind) {
    case 'waiting':
    case 'held':
      return null
    case 'admitted':
    case 'ended':
      return { word: 'admitted', by: null }
    case 'expired':
      return { word: `expired ${phase.cause}`, by: null }
    case 'denied':
    case 'withdrawn':
      return { word: phase.kind, by: null }
    default:
      return assertNever(phase)
  }
}
