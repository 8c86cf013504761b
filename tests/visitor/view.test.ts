import { describe, expect, it } from 'vitest'
import type { LocalMediaState } from '../../src-rtc/local-media.ts'
import type { DeviceState } from '../../src-rtc/capture-device.ts'
import type { DeviceProblem } from '../../src-rtc/device-problem.ts'
import type { VisitorPhase } from '../../src-shared/knock.ts'
import type { FailureCode } from '../../src-shared/result.ts'
import type { PublicRoom } from '../../src-shared/room.ts'
import type { PageFact } from '../../src-visitor/page/page-reducer.ts'
import type { PageState } from '../../src-visitor/page/page-state.ts'
import { frameOf, viewOf, type View } from '../../src-visitor/page/view.ts'
import { closedMedia, openCamera, openMicrophone } from '../fakes/fake-local-media.ts'
import {
  actions,
  admitted,
  invitation,
  knockIn,
  room,
  startMs,
  stateAfter,
  taken,
  token,
  welcomeWith,
  type TimedFact,
} from './support/page-facts.ts'

const knocked: PageFact = { kind: 'knocked', token }
const openMedia: LocalMediaState = { ...closedMedia, camera: openCamera, microphone: openMicrophone }

function view(facts: readonly TimedFact[], change: Partial<PageState> = {}): View {
  return viewOf(stateAfter(facts, change), actions)
}

function viewAs<Kind extends View['kind']>(kind: Kind, state: PageState): Extract<View, { kind: Kind }> {
  const found = viewOf(state, actions)
  if (found.kind !== kind) throw new Error(`The view is ${found.kind}`)
  return found as Extract<View, { kind: Kind }>
}

describe('the sign at the door', () => {
  const cases: readonly [Partial<PublicRoom>, string, boolean][] = [
    [{}, 'open', false],
    [{ presenceNow: { presence: 'in-meeting', untilMs: null } }, 'in-meeting', false],
    [{ presenceNow: { presence: 'away', untilMs: null } }, 'away', true],
    [{ presenceNow: { presence: 'closed', untilMs: null } }, 'closed', true],
    [{ presenceNow: { presence: 'closed', untilMs: null }, isDeskOnline: false }, 'closed', true],
    [{ isDeskOnline: false }, 'desk-offline', true],
  ]
  it.each(cases)('of %o is %s', (change, sign, hasPhone) => {
    const door = viewAs('door', stateAfter([], { room: { ...room, ...change } }))
    expect(door.sign).toBe(sign)
    expect(door.phone).toBe(hasPhone ? '03-1234-5678' : null)
  })
  // 2026-09-21T14:13:20Z, that is 23:13 in Tokyo.
  const times: readonly [Partial<PublicRoom>, string | null][] = [
    [{ presenceNow: { presence: 'in-meeting', untilMs: startMs + 30 * 60_000 } }, '23:43'],
    [{ presenceNow: { presence: 'in-meeting', untilMs: startMs + 30 * 60_000 }, timeZone: 'Europe/Berlin' }, '16:43'],
    [{ presenceNow: { presence: 'closed', untilMs: startMs + 10 * 3_600_000 } }, 'Tue 22 Sept, 9:13'],
    [
      { presenceNow: { presence: 'closed', untilMs: startMs + 10 * 3_600_000 }, isDeskOnline: false },
      'Tue 22 Sept, 9:13',
    ],
    [{ presenceNow: { presence: 'in-meeting', untilMs: startMs - 1 } }, null],
    [{ presenceNow: { presence: 'in-meeting', untilMs: null } }, null],
    [{ presenceNow: { presence: 'open', untilMs: startMs + 60_000 } }, null],
  ]
  it.each(times)('of %o is so until %s', (change, until) => {
    expect(viewAs('door', stateAfter([], { room: { ...room, ...change } })).signUntil).toBe(until)
  })
  it('says the time in Japanese too', () => {
    const presenceNow = { presence: 'closed', untilMs: startMs + 10 * 3_600_000 } as const
    const door = viewAs('door', stateAfter([], { language: 'ja', room: { ...room, presenceNow } }))
    expect(door.signUntil).toBe('9月22日(火) 9:13')
  })
  it('puts the knock second only where nobody can hear it', () => {
    const door = (change: Partial<PublicRoom>) => viewAs('door', stateAfter([], { room: { ...room, ...change } }))
    for (const change of [{ isDeskOnline: false }, { presenceNow: { presence: 'closed', untilMs: null } }] as const) {
      expect(door(change)).toMatchObject({
        isKnockSecond: true,
        callBack: { kind: 'offered', open: actions.openCallBack },
        knock: actions.knock,
      })
    }
    expect(door({})).toMatchObject({ isKnockSecond: false, callBack: null })
    expect(door({ presenceNow: { presence: 'away', untilMs: null } })).toMatchObject({ isKnockSecond: false })
  })
  it('offers no phone number where the company gave none', () => {
    const profile = { ...room.profile, phone: '' }
    const door = viewAs(
      'door',
      stateAfter([], { room: { ...room, profile, presenceNow: { presence: 'closed', untilMs: null } } }),
    )
    expect(door.phone).toBeNull()
  })
  it('says that nothing is known before the server has said anything', () => {
    expect(viewAs('door', stateAfter([], { room: null })).sign).toBe('unknown')
  })
  it('falls back to the other language for the company, but greets nobody in one that is not theirs', () => {
    const profile = { ...room.profile, company: { ja: '田中精機', en: '' } }
    expect(frameOf(stateAfter([], { room: { ...room, profile } }))).toMatchObject({ company: '田中精機', greeting: '' })
  })
})

describe('the devices before the call', () => {
  const no = (problem: DeviceProblem): DeviceState => ({ kind: 'unavailable', problem })
  const devices = (media: Partial<LocalMediaState>) =>
    viewAs('door', stateAfter([], { media: { ...closedMedia, ...media } })).devices

  it('are asked for only once', () => {
    expect(devices({}).allow).toBe(actions.allowDevices)
    expect(devices({ camera: { kind: 'opening' }, microphone: { kind: 'opening' } }).allow).toBeNull()
    expect(devices(openMedia)).toMatchObject({ allow: null, retry: null, troubles: [] })
  })
  it('have one sentence for one reason', () => {
    expect(devices({ camera: no('refused'), microphone: no('refused') }).troubles).toEqual([
      { devices: 'both', problem: 'refused' },
    ])
  })
  it('have a sentence each for two reasons', () => {
    expect(devices({ camera: no('missing'), microphone: no('busy') }).troubles).toEqual([
      { devices: 'camera', problem: 'missing' },
      { devices: 'microphone', problem: 'busy' },
    ])
  })
  it('can be asked for again, except where that cannot help', () => {
    expect(devices({ camera: no('refused'), microphone: openMicrophone }).retry).toBe(actions.allowDevices)
    expect(devices({ camera: no('insecure'), microphone: no('insecure') }).retry).toBeNull()
  })
  it('can be chosen from a list of several', () => {
    const cameras = [
      { deviceId: 'front', label: 'Front' },
      { deviceId: 'back', label: 'Back' },
    ]
    const list = { cameras, microphones: [], speakers: [] }
    const open = viewAs('door', stateAfter([], { media: openMedia, devices: list })).devices
    expect(open.menus.camera).toMatchObject({ choices: cameras, chosenId: 'front' })
    const closed = viewAs('door', stateAfter([], { devices: list })).devices
    expect(closed.menus.camera).toBeNull()
  })
  it('never stand between a visitor and the knock', () => {
    for (const problem of ['refused', 'missing', 'busy', 'insecure', 'failed'] as const) {
      const media = { ...closedMedia, camera: no(problem), microphone: no(problem) }
      expect(viewAs('door', stateAfter([], { media })).knock).toBe(actions.knock)
    }
  })
})

describe('waiting', () => {
  const waiting = [knocked, taken({ kind: 'waiting', place: 1 })]
  const at = (ms: number): TimedFact => ({ kind: 'ticked', atMs: startMs + ms })

  it('begins with the knock, and counts from when it arrived', () => {
    expect(viewAs('waiting', stateAfter([knocked]))).toMatchObject({ phase: 'sending', elapsedMs: null })
    expect(viewAs('waiting', stateAfter([...waiting, at(42_000)]))).toMatchObject({
      phase: 'waiting',
      elapsedMs: 42_000,
    })
  })
  it('counts with the server’s clock and never below nothing', () => {
    expect(viewAs('waiting', stateAfter(waiting, { clockOffsetMs: -5_000 })).elapsedMs).toBe(0)
    expect(viewAs('waiting', stateAfter(waiting, { clockOffsetMs: 5_000 })).elapsedMs).toBe(5_000)
  })
  it('goes unnoticed after the room’s time, and says so again after the same time', () => {
    const states = [59_999, 60_000].map((ms) => viewAs('waiting', stateAfter([...waiting, at(ms)])))
    expect(states.map(({ isUnnoticed }) => isUnnoticed)).toEqual([false, true])
    const patient = [...waiting, at(60_000), { kind: 'waiting-changed', change: { kind: 'chosen' } } as const]
    expect(viewAs('waiting', stateAfter([...patient, at(119_999)])).goOnWaiting).toBeNull()
    expect(viewAs('waiting', stateAfter([...patient, at(120_000)])).goOnWaiting).toBe(actions.goOnWaiting)
  })
  it('has been noticed while it is held, and shows what the desk said', () => {
    const held: VisitorPhase = {
      kind: 'held',
      place: 1,
      message: { ja: '少々お待ちください', en: 'One moment' },
      untilMs: startMs + 120_000,
    }
    expect(viewAs('waiting', stateAfter([knocked, taken(held), at(600_000)]))).toMatchObject({
      phase: 'held',
      message: 'One moment',
      isUnnoticed: false,
    })
  })
  it('says the place in the queue as soon as there is one', () => {
    expect(viewAs('waiting', stateAfter([knocked])).place).toBeNull()
    expect(viewAs('waiting', stateAfter([knocked, taken({ kind: 'waiting', place: 3 })])).place).toBe(3)
    expect(
      viewAs(
        'waiting',
        stateAfter([knocked, taken({ kind: 'held', place: 2, message: null, untilMs: startMs + 120_000 })]),
      ).place,
    ).toBe(2)
  })
  it('offers to be phoned once it has gone unnoticed, and keeps a form that is being filled', () => {
    expect(viewAs('waiting', stateAfter([...waiting, at(59_999)])).callBack).toBeNull()
    expect(viewAs('waiting', stateAfter([...waiting, at(60_000)])).callBack?.kind).toBe('offered')
    const writing = [
      ...waiting,
      at(60_000),
      { kind: 'call-back-changed', change: { kind: 'opened', name: 'Sato' } },
      { kind: 'waiting-changed', change: { kind: 'chosen' } },
    ] as const
    expect(viewAs('waiting', stateAfter(writing)).callBack).toMatchObject({ kind: 'form', draft: { name: 'Sato' } })
  })
  it('keeps phone and call-back in sight where nobody is there, also of a held visitor', () => {
    const held: VisitorPhase = { kind: 'held', place: 1, message: null, untilMs: startMs + 120_000 }
    const signs: readonly (readonly [Partial<PublicRoom>, boolean])[] = [
      [{}, false],
      [{ presenceNow: { presence: 'in-meeting', untilMs: null } }, false],
      [{ presenceNow: { presence: 'away', untilMs: null } }, true],
      [{ presenceNow: { presence: 'closed', untilMs: null } }, true],
      [{ isDeskOnline: false }, true],
    ]
    for (const [change, isOffered] of signs) {
      const told: PageFact = { kind: 'room:changed', payload: { ...room, ...change } }
      for (const phase of [{ kind: 'waiting', place: 1 } as const, held]) {
        const { phone, callBack } = viewAs('waiting', stateAfter([knocked, taken(phase), told]))
        expect([phone !== null, callBack !== null], JSON.stringify([change, phase.kind])).toEqual([
          isOffered,
          isOffered,
        ])
      }
    }
  })
  it('shows the phone number once the server has been out of reach for 5 s, however often it is tried', () => {
    const disconnected = { kind: 'disconnected' } as const
    const phoneAfter = (...facts: readonly TimedFact[]) => viewAs('waiting', stateAfter(facts)).phone
    expect(phoneAfter(...waiting, disconnected, at(4_999))).toBeNull()
    expect(phoneAfter(...waiting, disconnected, { ...disconnected, atMs: startMs + 4_000 }, at(5_000))).not.toBeNull()
    expect(phoneAfter(knocked, disconnected, at(5_000)), 'also where the knock has not arrived').not.toBeNull()
    expect(
      phoneAfter(...waiting, disconnected, at(5_000), welcomeWith(knockIn({ kind: 'waiting', place: 1 }))),
    ).toBeNull()
  })
  it('counts down to the time that the desk has named, by the server’s clock', () => {
    const held: VisitorPhase = { kind: 'held', place: 1, message: null, untilMs: startMs + 120_000 }
    const left = (ms: number, clockOffsetMs: number) =>
      viewAs('waiting', stateAfter([knocked, taken(held), at(ms)], { clockOffsetMs })).holdLeftMs
    expect([left(0, 0), left(30_000, 0), left(30_000, 60_000), left(300_000, 0)]).toEqual([120_000, 90_000, 30_000, 0])
    expect(viewAs('waiting', stateAfter([...waiting])).holdLeftMs).toBeNull()
  })
  it('says that the server restarts, for as long as that may be true', () => {
    const back = welcomeWith(knockIn({ kind: 'waiting', place: 1 }))
    const told: TimedFact = { kind: 'server:restarting', payload: null }
    const lost: TimedFact = { kind: 'disconnected' }
    const isSaid = (...facts: readonly TimedFact[]) =>
      viewAs('waiting', stateAfter([...waiting, back, ...facts])).isRestarting
    expect(isSaid(lost)).toBe(false)
    expect(isSaid(told, lost)).toBe(true)
    expect(isSaid(told, lost, at(59_999))).toBe(true)
    expect(isSaid(told, lost, at(60_000))).toBe(false)
    expect(isSaid(told, lost, back)).toBe(false)
    expect(isSaid(told, lost, back, lost)).toBe(false)
  })
  it('can always be stopped', () => {
    expect(viewAs('waiting', stateAfter([knocked, { kind: 'disconnected' }]))).toMatchObject({
      isOffline: true,
      stopWaiting: actions.stopWaiting,
    })
  })
})

describe('the call', () => {
  const call = (change: Partial<PageState> = {}) => viewAs('call', stateAfter([knocked, taken(admitted)], change))

  it('opens with the admission', () => {
    expect(call().progress).toBe('loading')
  })
  it('says how the link is', () => {
    const state = { link: { kind: 'reconnecting' } as const, remote: null }
    expect(call({ call: { kind: 'live', state } }).progress).toBe('reconnecting')
  })
  it('offers to load the page again where its code could not be fetched', () => {
    expect(call({ call: { kind: 'failed' } })).toMatchObject({ progress: 'failed', reload: actions.reload })
    expect(call().reload).toBeNull()
  })
  it('shows a device as on only when it can be seen or heard', () => {
    expect(call()).toMatchObject({ microphone: { isOn: false }, camera: { isOn: false }, isUnheard: true })
    expect(call({ media: openMedia })).toMatchObject({ microphone: { isOn: true }, camera: { isOn: true } })
    expect(call({ media: { ...openMedia, isMicrophoneOn: false } }).microphone.isOn).toBe(false)
  })
  it('offers either to share or to stop, and nothing where the browser cannot', () => {
    expect(call()).toMatchObject({ shareScreen: actions.shareScreen, stopSharing: null })
    const sharing = { ...closedMedia, screen: { kind: 'sharing', label: '' } } as const
    expect(call({ media: sharing })).toMatchObject({ shareScreen: null, stopSharing: actions.stopSharing })
    expect(call({ media: { ...closedMedia, canShareScreen: false } }).shareScreen).toBeNull()
  })
  it('flips the camera on phones with two', () => {
    const cameras = ['front', 'back'].map((deviceId) => ({ deviceId, label: deviceId }))
    const devices = { cameras, microphones: [], speakers: [] }
    expect(call({ devices, media: openMedia, isTouch: true }).flipCamera).toBe(actions.flipCamera)
    expect(call({ devices, media: openMedia, isTouch: false }).flipCamera).toBeNull()
    expect(call({ devices, isTouch: true }).flipCamera).toBeNull()
  })
  it('offers on a device for the hand to show a part, and the face again', () => {
    expect(call({ media: openMedia, isTouch: false }).part).toBeNull()
    expect(call({ media: closedMedia, isTouch: true }).part).toEqual({ isShown: false, toggle: actions.togglePart })
    expect(call({ media: { ...openMedia, isShowingPart: true }, isTouch: true }).part?.isShown).toBe(true)
    const insecure = { ...closedMedia, camera: { kind: 'unavailable', problem: 'insecure' } } as const
    expect(call({ media: insecure, isTouch: true }).part).toBeNull()
  })
  it('asks for a tap when the browser blocks the voice', () => {
    expect(call({ playback: 'blocked' }).hear).toBe(actions.hear)
    expect(call().hear).toBeNull()
  })
  it('stays on the screen when the server refuses a reconnect', () => {
    expect(call({ connection: { kind: 'refused', code: 'rate-limited' } }).leave).toBe(actions.leaveCall)
  })
})

describe('the end', () => {
  const cases: readonly [VisitorPhase, string, { readonly again: boolean; readonly phone: boolean }][] = [
    [{ kind: 'denied', message: null, asksForNumber: false }, 'denied', { again: false, phone: true }],
    [{ kind: 'withdrawn' }, 'withdrawn', { again: true, phone: true }],
    [{ kind: 'expired', cause: 'unanswered' }, 'unanswered', { again: true, phone: true }],
    [{ kind: 'expired', cause: 'visitor-gone' }, 'visitor-gone', { again: true, phone: true }],
    [{ kind: 'ended', reason: 'desk-hung-up' }, 'desk-hung-up', { again: false, phone: false }],
    [{ kind: 'ended', reason: 'visitor-left' }, 'visitor-left', { again: false, phone: false }],
    [{ kind: 'ended', reason: 'desk-lost' }, 'desk-lost', { again: true, phone: true }],
    [{ kind: 'ended', reason: 'visitor-lost' }, 'visitor-lost', { again: true, phone: true }],
  ]
  it.each(cases)('%o', (phase, cause, { again, phone }) => {
    const over = viewAs('over', stateAfter([knocked, taken(phase)]))
    expect(over).toMatchObject({ cause, leaveRoom: actions.leaveRoom })
    expect(over.knockAgain !== null).toBe(again)
    expect(over.phone !== null).toBe(phone)
    expect(over.callBack?.kind ?? null).toBe(phone ? 'offered' : null)
  })
  it('says what the desk chose to say, in the visitor’s language', () => {
    const message = { ja: 'のちほどお電話します', en: 'We will phone you' }
    expect(view([knocked, taken({ kind: 'denied', message, asksForNumber: false })])).toMatchObject({
      message: 'We will phone you',
    })
  })
  it('leads to a farewell from which one can knock again', () => {
    expect(view([knocked, taken({ kind: 'withdrawn' }), { kind: 'room-left' }])).toEqual({
      kind: 'farewell',
      knockAgain: { knock: actions.knock, name: { value: '', type: actions.typeName } },
    })
  })
  it('asks for the name beside another knock, but not twice', () => {
    const gone = [knocked, taken({ kind: 'withdrawn' })]
    const name = { value: '', type: actions.typeName }
    expect(viewAs('over', stateAfter(gone)).knockAgain).toEqual({ knock: actions.knock, name })
    const asking = stateAfter([...gone, { kind: 'call-back-changed', change: { kind: 'opened', name: '' } }])
    expect(viewAs('over', asking).knockAgain).toEqual({ knock: actions.knock, name: null })
  })
})

describe('an invitation', () => {
  const expiresAtMs = startMs + 3_600_000
  const ready = { kind: 'ready', token: invitation, expiresAtMs, isFresh: true } as const
  const invited = { invitation: ready }
  const until = '0:13'
  const failed = (code: FailureCode): readonly PageFact[] => [knocked, { kind: 'knock-failed', token, code }]
  const takenInvited = (phase: VisitorPhase): PageFact => ({
    kind: 'knock-taken',
    token,
    knock: { ...knockIn(phase), isInvited: true },
  })

  it('says at the door until when it is good, and that one knocks with it', () => {
    const door = viewAs('door', stateAfter([], invited))
    expect(door.entrance).toEqual({ kind: 'invited', until: expect.stringContaining(until) })
    expect(door.knock).toBe(actions.knock)
  })
  it('says so while the knock waits', () => {
    const waiting = takenInvited({ kind: 'waiting', place: 1 })
    expect(viewAs('waiting', stateAfter([knocked, waiting], invited))).toMatchObject({
      isInvited: true,
      linkUntil: null,
    })
    expect(viewAs('waiting', stateAfter([knocked, taken({ kind: 'waiting', place: 1 })])).isInvited).toBe(false)
  })
  it('is a comfort to who may go in vain, and after who did', () => {
    const closed = { ...room, presenceNow: { presence: 'closed', untilMs: null } } as const
    const waiting = takenInvited({ kind: 'waiting', place: 1 })
    expect(viewAs('waiting', stateAfter([knocked, waiting], { ...invited, room: closed })).linkUntil).toContain(until)
    const denied = takenInvited({ kind: 'denied', message: null, asksForNumber: false })
    expect(viewAs('over', stateAfter([knocked, denied], invited)).linkUntil).toContain(until)
  })
  it('that is taken back while its knock waits promises nothing more, and the knock waits on', () => {
    const closed = { ...room, presenceNow: { presence: 'closed', untilMs: null } } as const
    const knock = { ...knockIn({ kind: 'waiting', place: 1 }), isInvited: true }
    const takenBack = welcomeWith(knock, startMs, { kind: 'gone' })
    const state = stateAfter(
      [
        knocked,
        takenInvited({ kind: 'waiting', place: 1 }),
        { ...takenBack, payload: { ...takenBack.payload, room: closed } },
      ],
      { ...invited, room: closed },
    )
    expect(viewAs('waiting', state)).toMatchObject({ linkUntil: null, isInvited: true, phase: 'waiting', place: 1 })
  })
  it('is used up by an admission', () => {
    const over = stateAfter([knocked, takenInvited(admitted), { kind: 'call-left' }], invited)
    expect(over.invitation).toEqual({ kind: 'none' })
    expect(viewAs('over', over).linkUntil).toBeNull()
  })
  it('whose time is over is gone, and one can knock', () => {
    const late = stateAfter([{ kind: 'ticked', atMs: expiresAtMs }], invited)
    expect(viewAs('door', late).entrance).toEqual({ kind: 'spent', why: 'gone' })
  })

  const cases: readonly [FailureCode, 'used' | 'gone'][] = [
    ['wrong-state', 'used'],
    ['not-found', 'gone'],
    ['bad-request', 'gone'],
  ]
  it.each(cases)('that fails with %s is %s, and one can knock', (code, why) => {
    const door = viewAs('door', stateAfter(failed(code), invited))
    expect(door.entrance).toEqual({ kind: 'spent', why })
    expect(door).toMatchObject({ failure: null, knock: actions.knock })
  })
  it.each(['busy', 'rate-limited', 'disk-full'] as const)('is kept when the knock fails with %s', (code) => {
    const door = viewAs('door', stateAfter(failed(code), invited))
    expect(door).toMatchObject({ failure: code, entrance: { kind: 'invited' } })
  })
  it.each(['used', 'gone'] as const)('that the server calls %s is so before any knock', (kind) => {
    const door = viewAs('door', stateAfter([welcomeWith(null, startMs, { kind })], invited))
    expect(door.entrance).toEqual({ kind: 'spent', why: kind })
  })
})

describe('a refused page', () => {
  const cases: readonly [FailureCode, 'retry' | 'reload' | null][] = [
    ['protocol-mismatch', 'reload'],
    ['unknown-room', null],
    ['rate-limited', 'retry'],
    ['busy', 'retry'],
    ['internal', 'retry'],
  ]
  it.each(cases)('for %s offers %s', (code, offer) => {
    expect(view([{ kind: 'refused', code }])).toMatchObject({
      kind: 'refused',
      retry: offer === 'retry' ? actions.retry : null,
      reload: offer === 'reload' ? actions.reload : null,
    })
  })
})
