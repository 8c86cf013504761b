import { describe, expect, it } from 'vitest'
import type { CallLink, CallLinkOptions } from '../../src-rtc/call-link.ts'
import type { Signal } from '../../src-shared/call.ts'
import type { CallBackRequest } from '../../src-shared/call-back.ts'
import type { OpenedLink } from '../../src-visitor/page/page-state.ts'
import type { KnockToken } from '../../src-shared/ids.ts'
import type { VisitorPhase } from '../../src-shared/knock.ts'
import { createKeptValues } from '../../src-visitor/page/kept-values.ts'
import { viewOf } from '../../src-visitor/page/view.ts'
import { createVisitorPage } from '../../src-visitor/page/visitor-page.ts'
import { createFakeClock } from '../fakes/fake-clock.ts'
import { createFakeLocalMedia } from '../fakes/fake-local-media.ts'
import { createFakeLog } from '../fakes/fake-log.ts'
import { createFakeVisitorRoom } from '../fakes/fake-visitor-room.ts'
import {
  admitted,
  callId,
  invitation,
  knockIn,
  laterToken,
  room,
  startMs,
  token,
  welcomeWith,
} from './support/page-facts.ts'

const signal: Signal = { callId, generation: 1, body: { kind: 'join' } }

describe('a knock', () => {
  it('that a restarting server did not take is sent again after the next welcome, with the same token', async () => {
    const { page, port, welcome } = openPage()
    port.answerWith('restarting')
    page.actions.knock()
    await settle()
    expect(viewOf(page.getState(), page.actions)).toMatchObject({ kind: 'waiting', phase: 'sending' })
    port.tell({ kind: 'disconnected' })
    port.answerWith(null)
    welcome()
    await settle()
    expect(port.asked.filter((asked) => asked.startsWith('knock'))).toHaveLength(2)
    expect(viewOf(page.getState(), page.actions)).toMatchObject({ kind: 'waiting', phase: 'waiting' })
    expect(port.handshake()).toMatchObject({ token })
  })
  it('is sent once, with the name, and its token is kept before anything is sent', async () => {
    const { page, port, memory, keptAtSend } = openPage()
    page.actions.typeName('Sato')
    page.actions.knock()
    expect(keptAtSend).toEqual([token])
    expect(memory.get('konkon.name')).toBe('Sato')
    await settle()
    expect(port.requests).toEqual([{ name: 'Sato', token }])
    expect(viewOf(page.getState(), page.actions).kind).toBe('waiting')
  })
  it('leaves before the sound is unlocked, and unlocks it inside the tap', () => {
    const { page, order } = openPage()
    page.actions.knock()
    expect(order).toEqual([`knock ${token}`, 'unlocked'])
  })
  it('that found no connection is sent by the next welcome', async () => {
    const { page, port, welcome } = openPage()
    port.tell({ kind: 'disconnected' })
    port.answerWith('offline')
    page.actions.knock()
    await settle()
    port.answerWith(null)
    welcome()
    await settle()
    expect(port.asked.filter((asked) => asked === `knock ${token}`)).toHaveLength(2)
    expect(page.getState().knock).toMatchObject({ kind: 'live' })
  })
  it('without an answer is sent again while the connection is there', async () => {
    const { page, port, clock } = openPage()
    port.answerWith('offline')
    page.actions.knock()
    await settle()
    port.answerWith(null)
    clock.advance(3_000)
    await settle()
    expect(page.getState().knock).toMatchObject({ kind: 'live' })
  })
  it('that was refused leads back to the door, and its token is forgotten', async () => {
    const { page, port, memory } = openPage()
    port.answerWith('rate-limited')
    page.actions.knock()
    await settle()
    expect(page.getState().knock).toEqual({ kind: 'none', failure: 'rate-limited' })
    expect(memory.has('konkon.knock.tanaka')).toBe(false)
  })
  it('again takes a new token', async () => {
    const { page, port, phase } = openPage()
    page.actions.knock()
    await settle()
    phase({ kind: 'expired', cause: 'unanswered' })
    page.actions.knock()
    expect(port.requests.map((request) => request.token)).toEqual([token, laterToken])
  })
})

describe('a parting', () => {
  it('is sent, and the camera goes out at once', async () => {
    const { page, port, media } = openPage()
    page.actions.knock()
    await settle()
    page.actions.stopWaiting()
    expect(media.asked).toContain('close')
    await settle()
    expect(port.asked).toContain('withdraw')
    expect(page.getState().knock).toMatchObject({ kind: 'over', unsent: null })
  })
  it('without a connection is sent after the next welcome', async () => {
    const { page, port, welcome, phase } = openPage()
    page.actions.knock()
    await settle()
    phase(admitted)
    port.tell({ kind: 'disconnected' })
    port.answerWith('offline')
    page.actions.leaveCall()
    await settle()
    expect(page.getState().knock).toMatchObject({ unsent: 'leave' })
    port.answerWith(null)
    welcome(admitted)
    await settle()
    expect(port.asked.filter((asked) => asked === 'leave')).toHaveLength(2)
    expect(page.getState().knock).toMatchObject({ kind: 'over', unsent: null })
  })
  it('from a knock that was admitted in the same moment leaves the call', async () => {
    const { page, port } = openPage()
    page.actions.knock()
    await settle()
    port.answerWith('already-decided')
    page.actions.stopWaiting()
    await settle()
    expect(port.asked.slice(-2)).toEqual(['withdraw', 'leave'])
  })
  it('from the room forgets the token, so that a reload is at the door', async () => {
    const { page, port, memory, phase } = openPage()
    page.actions.knock()
    await settle()
    phase({ kind: 'ended', reason: 'desk-hung-up' })
    page.actions.leaveRoom()
    expect(memory.has('konkon.knock.tanaka')).toBe(false)
    expect(port.handshake()).not.toHaveProperty('token')
  })
})

describe('an invitation', () => {
  const good = { kind: 'good', expiresAtMs: startMs + 3_600_000 } as const

  it('comes with the knock, and is used up by the admission', async () => {
    const { page, port, memory, phase } = openPage({ link: invitation })
    expect(memory.get('konkon.invitation.tanaka')).toBe(invitation)
    expect(port.handshake().invitation).toBe(invitation)
    page.actions.typeName('Sato')
    page.actions.knock()
    await settle()
    expect(port.entries).toEqual([{ name: 'Sato', token, invitation }])
    expect(port.requests).toEqual([])
    expect(memory.get('konkon.invitation.tanaka'), 'until then it is good').toBe(invitation)
    phase(admitted)
    expect(page.getState().invitation).toEqual({ kind: 'none' })
    expect(memory.has('konkon.invitation.tanaka')).toBe(false)
  })
  it('that found no connection is sent again as an invitation', async () => {
    const { page, port, welcome } = openPage({ link: invitation })
    port.tell({ kind: 'disconnected' })
    port.answerWith('offline')
    page.actions.knock()
    await settle()
    port.answerWith(null)
    welcome()
    await settle()
    expect(port.entries).toHaveLength(2)
    expect(page.getState().knock.kind).toBe('live')
  })
  it('comes again with the next knock when the first was in vain, and is sent again to a server that forgot', async () => {
    const { page, port, welcome } = openPage({ link: invitation })
    page.actions.knock()
    await settle()
    page.actions.stopWaiting()
    await settle()
    page.actions.knock()
    await settle()
    port.tell({ kind: 'disconnected' })
    welcome()
    await settle()
    expect(port.entries.map((entry) => entry.token)).toEqual([token, laterToken, laterToken])
    expect(port.requests).toEqual([])
  })
  it('that was used is forgotten, and the visitor knocks instead', async () => {
    const { page, port, memory } = openPage({ link: invitation })
    port.answerWith('wrong-state')
    page.actions.knock()
    await settle()
    expect(memory.has('konkon.invitation.tanaka')).toBe(false)
    port.answerWith(null)
    page.actions.knock()
    await settle()
    expect(port.requests).toEqual([{ name: '', token: laterToken }])
  })
  it('whose time is over is left out of the knock', async () => {
    const { page, port, clock } = openPage({ link: invitation })
    port.tell(welcomeWith(null, startMs, good))
    clock.advance(3_600_000)
    page.actions.knock()
    await settle()
    expect(port.entries).toEqual([])
    expect(port.requests).toHaveLength(1)
  })
  it('that was cut off on its way leads to an ordinary knock', () => {
    const { page, port } = openPage({ link: 'unreadable' })
    expect(viewOf(page.getState(), page.actions)).toMatchObject({
      kind: 'door',
      entrance: { kind: 'spent', why: 'gone' },
    })
    expect(port.handshake()).not.toHaveProperty('invitation')
  })
  it('leads to the door, whatever became of an earlier knock of the tab', () => {
    const { page, welcome } = openPage({ token, link: invitation })
    welcome({ kind: 'ended', reason: 'desk-hung-up' })
    expect(viewOf(page.getState(), page.actions)).toMatchObject({ kind: 'door', entrance: { kind: 'invited' } })
  })
})

describe('a knock that another tab has taken over', () => {
  const displaced = { kind: 'displaced', payload: null } as const

  it('is left to that tab: nothing is connected, captured or left by itself', async () => {
    const { page, port, media, clock, memory } = openPage({ devices: true })
    page.actions.knock()
    await settle()
    const before = port.asked.length
    port.tell(displaced)
    port.tell({ kind: 'disconnected' })
    clock.advance(60_000)
    await settle()
    expect(viewOf(page.getState(), page.actions)).toEqual({
      kind: 'displaced',
      continueHere: page.actions.continueHere,
    })
    expect(port.asked.slice(before)).toEqual([])
    expect(media.asked.at(-1)).toBe('close')
    expect(memory.get('konkon.knock.tanaka')).toBe(token)
  })
  it('comes back when it is asked for here, with the devices of before', async () => {
    const { page, port, media, welcome } = openPage({ devices: true })
    page.actions.knock()
    await settle()
    port.tell(displaced)
    page.actions.continueHere()
    expect(port.asked.at(-1)).toBe('reconnect')
    expect(port.handshake()).toMatchObject({ token })
    expect(media.asked.at(-1)).toBe('open camera+microphone')
    welcome({ kind: 'waiting', place: 1 })
    expect(viewOf(page.getState(), page.actions)).toMatchObject({ kind: 'waiting', phase: 'waiting' })
  })
  it('closes its call without leaving it, and joins it anew when it is asked for here', async () => {
    const { page, port, links, welcome, phase } = openPage()
    page.actions.knock()
    await settle()
    phase(admitted)
    await settle()
    port.tell(displaced)
    expect(links[0]?.isDisposed()).toBe(true)
    expect(port.asked).not.toContain('leave')
    page.actions.continueHere()
    welcome(admitted)
    await settle()
    expect(links[1]?.options).toMatchObject({ callId, isRejoining: true })
  })
  it('stays with that tab when its own answer comes late', async () => {
    const { page, port, links } = openPage()
    port.setKnock(knockIn(admitted))
    page.actions.knock()
    port.tell(displaced)
    await settle()
    expect(viewOf(page.getState(), page.actions).kind).toBe('displaced')
    expect(links).toEqual([])
  })
  it('is not asked for again by what was timed before', async () => {
    const { page, port, clock, welcome } = openPage()
    port.tell({ kind: 'refused', code: 'busy' })
    page.actions.retry()
    welcome()
    page.actions.knock()
    await settle()
    port.tell(displaced)
    const before = port.asked.length
    clock.advance(60_000)
    expect(port.asked.slice(before)).toEqual([])
  })
  it('that had ended already still says how, and a new one connects', async () => {
    const { page, port, keptAtSend, phase } = openPage()
    page.actions.knock()
    await settle()
    phase({ kind: 'expired', cause: 'unanswered' })
    port.tell(displaced)
    expect(viewOf(page.getState(), page.actions)).toMatchObject({ kind: 'over', cause: 'unanswered' })
    page.actions.knock()
    expect(port.asked).toContain('reconnect')
    expect(keptAtSend).toEqual([token, laterToken])
  })
})

describe('a request to be phoned', () => {
  const request = { name: 'Sato', company: '', phone: '03-1234-5678', about: '', when: '' }
  const fill = (page: ReturnType<typeof openPage>['page'], phone = '０３ー１２３４－５６７８'): void => {
    page.actions.typeName('Sato')
    page.actions.openCallBack()
    page.actions.typeCallBack('phone', phone)
    page.actions.sendCallBack()
  }
  it('takes the name of the door and a number as Japanese keyboards write it', async () => {
    const { page, port } = openPage()
    fill(page)
    await settle()
    expect(port.callBacks).toEqual([request])
    expect(page.getState().callBack.stage).toEqual({ kind: 'taken', request })
  })
  it.each([
    ['  ', 'missing'],
    ['call me', 'unreadable'],
    ['---', 'unreadable'],
  ])('with the number %o is not sent: %s', (phone, problem) => {
    const { page, port } = openPage()
    fill(page, phone)
    expect(port.callBacks).toEqual([])
    expect(page.getState().callBack.stage).toMatchObject({ kind: 'filling', problem })
  })
  it('is kept without a connection, and delivered by the next welcome', async () => {
    const { page, port, memory, welcome } = openPage()
    port.tell({ kind: 'disconnected' })
    port.answerWith('offline')
    fill(page)
    await settle()
    expect(page.getState().callBack.stage.kind).toBe('sending')
    expect(memory.has('konkon.call-back.tanaka')).toBe(true)
    port.answerWith(null)
    welcome()
    await settle()
    expect(port.callBacks).toEqual([request, request])
    expect(page.getState().callBack.stage.kind).toBe('taken')
    expect(memory.has('konkon.call-back.tanaka')).toBe(false)
  })
  it('that stayed unanswered is sent again while the connection is there', async () => {
    const { page, port, clock } = openPage()
    port.answerWith('offline')
    fill(page)
    await settle()
    port.answerWith(null)
    clock.advance(3_000)
    await settle()
    expect(page.getState().callBack.stage.kind).toBe('taken')
  })
  it('survives a reload that came before its delivery', async () => {
    const { page, port } = openPage({ unsentCallBack: request })
    await settle()
    expect(port.callBacks).toEqual([request])
    expect(page.getState().callBack.stage.kind).toBe('taken')
  })
  it('that the server refused is in the form again, with the reason', async () => {
    const { page, port } = openPage()
    port.answerWith('rate-limited')
    fill(page)
    await settle()
    expect(page.getState().callBack).toMatchObject({
      draft: { name: 'Sato' },
      stage: { kind: 'filling', failure: 'rate-limited' },
    })
  })
  it('goes on being written when the knock ends meanwhile', async () => {
    const { page, phase } = openPage()
    page.actions.knock()
    await settle()
    page.actions.openCallBack()
    page.actions.typeCallBack('about', 'A drawing')
    phase({ kind: 'expired', cause: 'unanswered' })
    expect(viewOf(page.getState(), page.actions)).toMatchObject({
      kind: 'over',
      callBack: { kind: 'form', draft: { about: 'A drawing' } },
    })
  })
})

describe('a call', () => {
  it('is opened by the admission alone, and its code is fetched while waiting', async () => {
    const { page, links, loads, phase } = openPage()
    expect(loads()).toBe(0)
    page.actions.knock()
    await settle()
    expect(loads()).toBe(1)
    phase(admitted)
    await settle()
    expect(links).toHaveLength(1)
    expect(links[0]?.options).toMatchObject({ role: 'visitor', callId, isRejoining: false })
    expect(page.getState().call.kind).toBe('live')
  })
  it('hears what the desk said before its code was there', async () => {
    const { page, port, links, phase } = openPage()
    page.actions.knock()
    await settle()
    phase(admitted)
    port.tell({ kind: 'signal', payload: signal })
    await settle()
    const heard: Signal[] = []
    links[0]?.options.onSignal((arrived) => heard.push(arrived))
    port.tell({ kind: 'signal', payload: signal })
    expect(heard).toEqual([signal, signal])
  })
  it('is closed when the desk hangs up', async () => {
    const { page, links, media, phase } = openPage()
    page.actions.knock()
    await settle()
    phase(admitted)
    await settle()
    phase({ kind: 'ended', reason: 'desk-hung-up' })
    expect(links[0]?.isDisposed()).toBe(true)
    expect(media.asked).toContain('close')
    expect(page.getState().call.kind).toBe('none')
  })
  it('is given the TURN passwords that the server has renewed meanwhile', async () => {
    const { page, links, phase } = openPage()
    page.actions.knock()
    await settle()
    const serversWith = (credential: string) => [{ urls: ['turn:a.example'], username: 'u', credential }]
    phase({ kind: 'admitted', callId, iceServers: serversWith('first'), lines: [] })
    await settle()
    expect(links[0]?.options.getIceServers()).toEqual(serversWith('first'))
    phase({ kind: 'admitted', callId, iceServers: serversWith('second'), lines: [] })
    expect(links).toHaveLength(1)
    expect(links[0]?.options.getIceServers()).toEqual(serversWith('second'))
  })
  it('looks after its link when the connection to the server is back', async () => {
    const { page, links, welcome, phase } = openPage()
    page.actions.knock()
    await settle()
    phase(admitted)
    await settle()
    welcome(admitted)
    expect(links).toHaveLength(1)
    expect(links[0]?.restored()).toBe(1)
  })
  it('is joined anew after a reload, with the devices of before', async () => {
    const { links, media, welcome } = openPage({ token, devices: true })
    expect(media.asked).toEqual(['open camera+microphone'])
    welcome(admitted)
    await settle()
    expect(links[0]?.options.isRejoining).toBe(true)
  })
  it('says when its code cannot be fetched', async () => {
    const { page, phase } = openPage({ isOfflineForCode: true })
    page.actions.knock()
    await settle()
    phase(admitted)
    await settle()
    expect(page.getState().call.kind).toBe('failed')
  })
})

describe('the devices', () => {
  it('are opened by a press on what is off, one by one', async () => {
    const { page, media } = openPage()
    page.actions.toggleMicrophone()
    page.actions.toggleCamera()
    await settle()
    page.actions.toggleMicrophone()
    expect(media.asked).toEqual(['open microphone', 'open camera'])
    expect(media.getState().isMicrophoneOn).toBe(false)
  })
  it('say when a choice was not possible', async () => {
    const { page, media } = openPage()
    media.setSwitchOutcome('kept')
    page.actions.chooseCamera('back')
    await settle()
    expect(page.getState().notice).toBe('camera-kept')
  })
  it('say nothing when a visitor changes their mind about sharing', async () => {
    const { page, media } = openPage()
    media.setShareOutcome({ kind: 'cancelled' })
    page.actions.shareScreen()
    await settle()
    expect(page.getState().notice).toBeNull()
  })
})

describe('the language', () => {
  it('is told to the server at the door, and not while a knock waits', async () => {
    const { page, port } = openPage()
    page.actions.chooseLanguage('ja')
    expect(port.asked).toContain('reconnect')
    expect(port.handshake()).toMatchObject({ language: 'ja' })
    const before = port.asked.length
    page.actions.knock()
    await settle()
    page.actions.chooseLanguage('en')
    expect(port.asked.slice(before)).not.toContain('reconnect')
  })
})

describe('a refusal', () => {
  it('that passes is tried again by itself', () => {
    const { port, clock } = openPage()
    port.tell({ kind: 'refused', code: 'rate-limited' })
    clock.advance(15_000)
    expect(port.asked).toContain('reconnect')
  })
  it('that does not pass is not', () => {
    const { port, clock } = openPage()
    port.tell({ kind: 'refused', code: 'protocol-mismatch' })
    clock.advance(60_000)
    expect(port.asked).not.toContain('reconnect')
  })
})

describe('a browser that keeps nothing', () => {
  it('is no obstacle', async () => {
    const { page, log } = openPage({ isForgetful: true })
    page.actions.knock()
    await settle()
    expect(page.getState().knock).toMatchObject({ kind: 'live' })
    expect(log.messages('warn').length).toBeGreaterThan(0)
  })
})

it('disposes of everything, twice if asked', () => {
  const { page, port, media, clock } = openPage()
  page.dispose()
  page.dispose()
  expect(clock.pending).toBe(0)
  expect(port.asked).toContain('dispose')
  expect(media.asked).toContain('dispose')
})

type Opening = {
  readonly token?: KnockToken
  readonly link?: OpenedLink
  readonly unsentCallBack?: CallBackRequest
  readonly devices?: boolean
  readonly isForgetful?: boolean
  readonly isOfflineForCode?: boolean
}

function openPage(opening: Opening = {}) {
  const media = createFakeLocalMedia()
  const clock = createFakeClock(startMs)
  const log = createFakeLog()
  const memory = new Map<string, string>()
  /** Which token was kept in the moment in which each command left. */
  const keptAtSend: (string | undefined)[] = []
  const port = createFakeVisitorRoom(
    knockIn({ kind: 'waiting', place: 1 }),
    () => void keptAtSend.push(memory.get('konkon.knock.tanaka')),
  )
  if (opening.token) memory.set('konkon.knock.tanaka', opening.token)
  if (opening.unsentCallBack) memory.set('konkon.call-back.tanaka', JSON.stringify(opening.unsentCallBack))
  if (opening.devices) memory.set('konkon.devices', 'yes')
  const openStore = () => {
    if (opening.isForgetful) throw new DOMException('Forbidden', 'SecurityError')
    return createMemoryStore(memory)
  }
  const tokens = [token, laterToken]
  const links: ReturnType<typeof createFakeLink>[] = []
  let loads = 0
  /** What had been sent when the sound was unlocked, and that it was. */
  const order: string[] = []

  const page = createVisitorPage(
    {
      room: port,
      media,
      clock,
      log,
      async loadCallLink() {
        loads += 1
        if (opening.isOfflineForCode) throw new TypeError('Failed to fetch')
        return (options) => {
          const fake = createFakeLink(options)
          links.push(fake)
          return fake.link
        }
      },
      kept: createKeptValues({ openLasting: openStore, openForTab: openStore, room: room.address, log }),
      makeToken: () => tokens.shift() ?? laterToken,
      unlockSound: () => void order.push(...port.asked.filter((asked) => asked.startsWith('knock')), 'unlocked'),
      reload: () => undefined,
    },
    { address: room.address, language: 'en', room, isTouch: false, link: opening.link ?? null },
  )
  const welcome = (phase?: VisitorPhase): void => port.tell(welcomeWith(phase ? knockIn(phase) : null))
  if (!opening.token) welcome()
  return {
    page,
    port,
    media,
    clock,
    log,
    memory,
    links,
    welcome,
    loads: () => loads,
    order,
    keptAtSend,
    phase: (phase: VisitorPhase) => port.tell({ kind: 'knock:changed', payload: knockIn(phase) }),
  }
}

function createFakeLink(options: CallLinkOptions) {
  let isDisposed = false
  let restored = 0
  const link: CallLink = {
    getState: () => ({ link: { kind: 'connecting' }, remote: null }),
    subscribe: () => () => undefined,
    get remote(): CallLink['remote'] {
      throw new Error('A fake has no picture.')
    },
    signalingRestored: () => void (restored += 1),
    dispose: () => void (isDisposed = true),
  }
  return { link, options, isDisposed: () => isDisposed, restored: () => restored }
}

function createMemoryStore(memory: Map<string, string>) {
  return {
    getItem: (key: string) => memory.get(key) ?? null,
    setItem: (key: string, value: string) => void memory.set(key, value),
    removeItem: (key: string) => void memory.delete(key),
  }
}

/** Lets every answer that is already there arrive. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}
