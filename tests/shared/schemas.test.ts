import * as fc from 'fast-check'
import type * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { CallBackRequestSchema } from '../../src-shared/call-back.ts'
import { IceServerSchema, SignalSchema } from '../../src-shared/call.ts'
import { IntroducedDeskSchema } from '../../src-shared/desk-ref.ts'
import { DeskCommandSchema } from '../../src-shared/desk-command.ts'
import { defaultDeskSettings, DeskSettingsSchema } from '../../src-shared/desk-settings.ts'
import { DeskKeySchema, KnockIdSchema, KnockTokenSchema, RoomAddressSchema } from '../../src-shared/ids.ts'
import { EnterRequestSchema, InvitationRequestSchema } from '../../src-shared/invitation.ts'
import { KnockRequestSchema, VisitorNameSchema } from '../../src-shared/knock.ts'
import { limits } from '../../src-shared/limits.ts'
import { defaultOpeningHours, OpeningHoursSchema, type DaySpan } from '../../src-shared/opening-hours.ts'
import { DeskRenamingSchema, PairRequestSchema } from '../../src-shared/pairing.ts'
import { parse } from '../../src-shared/parse.ts'
import { DeskHandshakeSchema, KnockMessageSchema, VisitorHandshakeSchema } from '../../src-shared/protocol.ts'
import { denyReplies, holdReplies } from '../../src-shared/replies.ts'
import { ok, type Result } from '../../src-shared/result.ts'
import { defaultRoomRules, RoomRulesSchema } from '../../src-shared/room-rules.ts'
import { PresenceSchema, PresenceSettingSchema, ProfileSchema } from '../../src-shared/room.ts'
import { anyVisit, VisitQuerySchema } from '../../src-shared/visit.ts'

const long = (length: number): string => 'x'.repeat(length)
const token = long(22)
const text = { ja: 'あ', en: 'a' }
const signal = { callId: 'c_1', generation: 1 }
const candidate = { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null }

const callBack = { name: '', company: '', phone: '', about: '', when: '' }
const hours = defaultOpeningHours
const withMonday = (monday: DaySpan) => ({
  ...hours,
  week: hours.week.map((day, index) => (index === 1 ? monday : day)),
})

type Row = readonly [name: string, schema: v.GenericSchema, value: unknown]

const accepted: readonly Row[] = [
  ['an id', KnockIdSchema, 'k_aZ-09'],
  ['an address', RoomAddressSchema, 'sato-works-7'],
  ['a token of 128 bits', KnockTokenSchema, token],
  ['a knock without a name', KnockRequestSchema, { name: '', token }],
  ['a name as long as it may be', KnockRequestSchema, { name: long(limits.nameLength), token }],
  ['a page that comes for the first time', VisitorHandshakeSchema, { protocol: 1, room: 'a', language: 'en' }],
  ['a page that was reloaded', VisitorHandshakeSchema, { protocol: 1, room: 'a', language: 'en', token }],
  ['a desk without a name', DeskHandshakeSchema, { protocol: 1, room: 'a', key: token, desk: { id: 'd', name: '' } }],
  ['a hold without words', KnockMessageSchema, { knockId: 'k', message: null }],
  ['an empty profile', ProfileSchema, { company: { ja: '', en: '' }, phone: '', greeting: { ja: '', en: '' } }],
  ['a phone number abroad', ProfileSchema, { company: text, phone: '+81 (0)3-1234.5678', greeting: text }],
  ['a first page of visits', VisitQuerySchema, { ...anyVisit, beforeMs: null, limit: limits.visitsPerPage }],
  ['the rules of a new room', RoomRulesSchema, defaultRoomRules],
  ['hours until midnight', OpeningHoursSchema, withMonday({ fromMinute: 0, toMinute: 1440 })],
  ['a presence until a time', PresenceSettingSchema, { kind: 'manual', presence: 'away', untilMs: 1 }],
  ['a call-back with a number alone', CallBackRequestSchema, { ...callBack, phone: '+81 (0)3-1234.5678' }],
  ['an offer', SignalSchema, { ...signal, body: { kind: 'description', description: { type: 'offer', sdp: 'v=0' } } }],
  ['a candidate', SignalSchema, { ...signal, body: { kind: 'candidate', candidate } }],
  ['a candidate alone', SignalSchema, { ...signal, body: { kind: 'candidate', candidate: { candidate: '' } } }],
  ['the end of candidates', SignalSchema, { ...signal, body: { kind: 'candidate', candidate: null } }],
  ['a join', SignalSchema, { ...signal, generation: 0, body: { kind: 'join' } }],
  ['a TURN server', IceServerSchema, { urls: ['turns:t.example:443?transport=tcp'], username: 'u', credential: 'c' }],
  ['the settings of a new desk', DeskSettingsSchema, defaultDeskSettings],
  ['a change of one setting', DeskCommandSchema, { kind: 'change-settings', settings: { theme: 'dark' } }],
]

const refused: readonly (readonly [...Row, code: 'bad-request' | 'too-large'])[] = [
  ['an empty id', KnockIdSchema, '', 'bad-request'],
  ['an id with a slash', KnockIdSchema, '../x', 'bad-request'],
  ['an id too long', KnockIdSchema, long(65), 'bad-request'],
  ['an address in capitals', RoomAddressSchema, 'Front', 'bad-request'],
  ['an address with a line break', RoomAddressSchema, 'front\n', 'bad-request'],
  ['a token that can be guessed', KnockTokenSchema, long(21), 'bad-request'],
  ['a key with a dot', DeskKeySchema, `${token}.`, 'bad-request'],
  ['a name too long', VisitorNameSchema, long(limits.nameLength + 1), 'too-large'],
  [
    'a language that nobody here speaks',
    VisitorHandshakeSchema,
    { protocol: 1, room: 'a', language: 'fr' },
    'bad-request',
  ],
  ['a token of null', VisitorHandshakeSchema, { protocol: 1, room: 'a', language: 'en', token: null }, 'bad-request'],
  ['a message too long', KnockMessageSchema, { knockId: 'k', message: { ja: long(201), en: '' } }, 'too-large'],
  ['no message at all', KnockMessageSchema, { knockId: 'k' }, 'bad-request'],
  ['a presence of its own', PresenceSchema, 'asleep', 'bad-request'],
  ['a phone number that is a link', ProfileSchema, { company: text, phone: '<a>', greeting: text }, 'bad-request'],
  ['more visits than a page holds', VisitQuerySchema, { ...anyVisit, beforeMs: null, limit: 201 }, 'too-large'],
  ['half a visit', VisitQuerySchema, { ...anyVisit, beforeMs: null, limit: 0.5 }, 'bad-request'],
  [
    'hours that end before they start',
    OpeningHoursSchema,
    withMonday({ fromMinute: 600, toMinute: 540 }),
    'bad-request',
  ],
  ['hours after midnight', OpeningHoursSchema, withMonday({ fromMinute: 600, toMinute: 1441 }), 'too-large'],
  ['a week of eight days', OpeningHoursSchema, { ...hours, week: [...hours.week, null] }, 'bad-request'],
  ['a time zone of another world', OpeningHoursSchema, { ...hours, timeZone: 'Mars/Olympus' }, 'bad-request'],
  ['a day off that no calendar has', OpeningHoursSchema, { ...hours, daysOff: ['2026-13-01'] }, 'bad-request'],
  ['a call-back without a number', CallBackRequestSchema, { ...callBack, phone: '' }, 'bad-request'],
  ['a call-back to letters', CallBackRequestSchema, { ...callBack, phone: 'call me' }, 'bad-request'],
  ['an invitation that can be guessed', EnterRequestSchema, { name: '', token, invitation: long(21) }, 'bad-request'],
  ['an invitation for ever', InvitationRequestSchema, { knockId: 'k', validForMs: 31 * 86_400_000 }, 'too-large'],
  ['rules without a reply', RoomRulesSchema, { ...defaultRoomRules, denyReplies: [] }, 'bad-request'],
  ['a negative generation', SignalSchema, { ...signal, generation: -1, body: { kind: 'join' } }, 'bad-request'],
  [
    'a generation that no number can hold',
    SignalSchema,
    { ...signal, generation: 2 ** 53, body: { kind: 'join' } },
    'too-large',
  ],
  ['an unknown signal', SignalSchema, { ...signal, body: { kind: 'shout' } }, 'bad-request'],
  [
    'a candidate too long',
    SignalSchema,
    { ...signal, body: { kind: 'candidate', candidate: { candidate: long(2_001) } } },
    'too-large',
  ],
  ['an ICE server over HTTP', IceServerSchema, { urls: ['http://t.example'] }, 'bad-request'],
  [
    'a silent ring',
    DeskSettingsSchema,
    { ...defaultDeskSettings, ring: { volume: 0, outputDeviceId: '' } },
    'bad-request',
  ],
  [
    'a server with a path',
    DeskSettingsSchema,
    { ...defaultDeskSettings, server: { kind: 'remote', url: 'https://a/b', room: 'a', key: token } },
    'bad-request',
  ],
  ['an unknown desk command', DeskCommandSchema, { kind: 'format-disk' }, 'bad-request'],
]

describe('parsing', () => {
  it.each(accepted)('takes %s', (_, schema, value) => {
    expect(parse(schema, value)).toEqual({ kind: 'ok', value })
  })

  it.for(refused)('refuses %s', ([, schema, value, code]) => {
    expect(parse(schema, value)).toMatchObject({ kind: 'failed', code })
  })

  it('names the first thing that does not fit', () => {
    const result = parse(KnockMessageSchema, { knockId: 'k', message: { ja: 'x', en: 7 } })
    expect(result).toMatchObject({ message: expect.stringMatching(/^message\.en: /) as unknown })
  })

  it('drops fields that it does not know', () => {
    expect(parse(KnockRequestSchema, { name: '', token, isAdmin: true })).toEqual({
      kind: 'ok',
      value: { name: '', token },
    })
  })

  it('never throws, whatever it is given', () => {
    const schemas = [...accepted.map(([, schema]) => schema), ...refused.map(([, schema]) => schema)]
    fc.assert(
      fc.property(fc.constantFrom(...schemas), fc.anything(), (schema, value) => {
        expect(parse(schema, value).kind).toMatch(/^(ok|failed)$/)
      }),
    )
  })
})

const deskId = 'd'
/** Everybody and everything that may write a name which others read, and how it is read. */
const names: readonly (readonly [of: string, read: (name: string) => Result<string>])[] = [
  ['a visitor', (name) => parse(VisitorNameSchema, name)],
  ['a desk that connects', (name) => nameIn(parse(IntroducedDeskSchema, { id: deskId, name }))],
  ['a device that pairs', (name) => nameIn(parse(PairRequestSchema.entries.desk, { name }))],
  ['a desk in its settings', (name) => parse(DeskSettingsSchema.entries.deskName, name)],
  ['a desk that is renamed', (name) => nameIn(parse(DeskRenamingSchema, { deskId, name }))],
]

function nameIn(read: Result<{ readonly name: string }>): Result<string> {
  return read.kind === 'ok' ? ok(read.value.name) : read
}

describe.each(names)('the name of %s', (_of, read) => {
  it.each([
    ['  Sato  ', 'Sato'],
    ['Sato\nWorks', 'Sato Works'],
    ['Sato\u202eWorks', 'Sato Works'],
    ['a \u0000\u0007 b', 'a b'],
    ['佐藤　花子', '佐藤 花子'],
  ])('%j is shown as %j', (given, shown) => {
    expect(read(given)).toEqual(ok(shown))
  })

  it('is one line without control characters, always', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: limits.nameLength }), (given) => {
        const result = read(given)
        if (result.kind === 'failed') return
        expect(result.value).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^\s|\s$|\s\s/u)
      }),
    )
  })
})

it('a desk is not renamed to what cannot be seen', () => {
  for (const name of ['', ' ', '\u2028', '\u202e\u200b'])
    expect(parse(DeskRenamingSchema, { deskId, name })).toMatchObject({ code: 'bad-request' })
  expect(parse(VisitorNameSchema, '\u2028')).toEqual(ok(''))
})

describe('replies', () => {
  it.each([...denyReplies, ...holdReplies])('$id fits into a message, in both languages', ({ text: message }) => {
    expect(parse(KnockMessageSchema, { knockId: 'k', message })).toMatchObject({ kind: 'ok' })
    expect(message.ja).not.toBe('')
    expect(message.en).not.toBe('')
  })
})
