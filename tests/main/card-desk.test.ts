/** The card's window can do what a card does and no more, whatever a page in its place would send. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCardDesk } from '../../src-main/ipc/card-desk.ts'
import { noticeRules, questionRules } from '../../src-main/ipc/ipc-rules.ts'
import type { DeskCommand } from '../../src-shared/desk-command.ts'
import { DeskCommandSchema } from '../../src-shared/desk-command.ts'
import { defaultRoomRules } from '../../src-shared/room-rules.ts'
import { parse } from '../../src-shared/parse.ts'
import { createFakeDeskClient } from '../fakes/fake-desk-client.ts'
import { heldPhase, nowMs, ownDesk, sampleFollowUp, sampleKnock, sampleState } from '../renderer/sample-state.ts'
import { setUpIpc } from './support/ipc-bench.ts'

const message = { ja: 'はい', en: 'Yes' }
const knockId = fc.constantFrom('shown', 'second', 'held', 'denied', 'gone', '', 'x'.repeat(65))
const text = fc.option(fc.constant(message))

/** A command of every kind that there is, of knocks that are there and others. */
const commands: { readonly [Kind in DeskCommand['kind']]: fc.Arbitrary<unknown> } = {
  admit: fc.record({ kind: fc.constant('admit'), knockId }),
  hold: fc.record({ kind: fc.constant('hold'), knockId, message: text }),
  deny: fc.record({ kind: fc.constant('deny'), knockId, message: text, promisesCall: fc.boolean() }),
  'undo-deny': fc.record({ kind: fc.constant('undo-deny'), knockId }),
  'hang-up': fc.constant({ kind: 'hang-up', callId: 'call-1' }),
  'set-profile': fc.constant({
    kind: 'set-profile',
    profile: { company: message, phone: '110', greeting: message },
  }),
  'set-presence': fc.constant({ kind: 'set-presence', setting: { kind: 'automatic' } }),
  'set-rules': fc.constant({ kind: 'set-rules', rules: defaultRoomRules }),
  'change-settings': fc.constant({ kind: 'change-settings', settings: { deskName: 'Mine' } }),
  'test-ring': fc.constant({ kind: 'test-ring' }),
  'test-alert': fc.constant({ kind: 'test-alert' }),
  'self-test': fc.constant({ kind: 'self-test' }),
  reconnect: fc.constant({ kind: 'reconnect' }),
  'install-update': fc.constant({ kind: 'install-update' }),
}
const anything = fc.oneof(...Object.values(commands), fc.object(), fc.string())
const answers = new Set(['admit', 'hold', 'deny', 'undo-deny'])

function setUp() {
  const knocks = [
    sampleKnock('held', { phase: heldPhase(60_000) }),
    sampleKnock('denied', { denial: { by: ownDesk, message: null, promisesCall: false, untilMs: nowMs + 5_000 } }),
    sampleKnock('shown'),
    sampleKnock('second', { visitorLink: 'lost' }),
  ]
  const base = sampleState({ knocks, followUps: [sampleFollowUp('f1', 'call-back-requested')] })
  const server = { kind: 'remote', url: 'https://desk.example', room: 'front-desk', key: 'secret'.repeat(8) } as never
  const desk = createFakeDeskClient({ ...base, settings: { ...base.settings, server } })
  const bench = setUpIpc()
  const card = createCardDesk(desk)
  bench.ipc.answer('command', (command) => desk.command(command))
  bench.ipc.answer('state:get', desk.getState)
  bench.ipc.answer('card:get', card.getState)
  bench.ipc.answer('card:answer', card.answer)
  return { ...bench, desk }
}

test('whatever it sends, the desk only hears answers to the knock that the card shows, and what undoes a denial', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('command', 'card:answer'),
      fc.array(anything, { maxLength: 12 }),
      async (channel, sent) => {
        const { ask, desk } = setUp()
        await Promise.allSettled(sent.map(async (payload) => ask(channel, payload, { role: 'card' })))
        const allowed = channel === 'command' ? [] : sent.filter(isAnswerToShown)
        expect(desk.commands).toEqual(allowed)
      },
    ),
    { numRuns: 500 },
  )
})

test('an answer to another knock is refused in words', async () => {
  const { ask, desk } = setUp()
  expect(await ask('card:answer', { kind: 'admit', knockId: 'second' }, { role: 'card' })).toMatchObject({
    kind: 'failed',
    code: 'wrong-state',
  })
  expect(desk.commands).toEqual([])
})

test('it is shown neither keys nor phone numbers, nor the state of the desk’s window', async () => {
  const { ask } = setUp()
  await expect(ask('state:get', null, { role: 'card' })).rejects.toThrow('forbidden')
  const shown = JSON.stringify(await ask('card:get', null, { role: 'card' }))
  expect(shown).toContain('shown')
  expect(shown).not.toContain('secret')
  expect(shown).not.toContain('03-9876-5432')
})

test('the channels of the card are these, and no other window has them', () => {
  const rules = Object.entries({ ...questionRules, ...noticeRules })
  const ofCard = rules.filter(([, { from }]) => from.some((role) => role === 'card'))
  expect(ofCard.map(([channel, { from }]) => [channel, from])).toEqual([
    ['card:get', ['card']],
    ['card:answer', ['card']],
    ['face:open', ['card']],
    ['card:resize', ['card']],
  ])
})

/** By the rule in plain words; `shown` waits for longest at a connected page, and `denied` is about to be turned away. */
function isAnswerToShown(payload: unknown): boolean {
  const command = parse(DeskCommandSchema, payload)
  if (command.kind === 'failed' || !answers.has(command.value.kind)) return false
  if (!('knockId' in command.value)) return false
  return command.value.knockId === (command.value.kind === 'undo-deny' ? 'denied' : 'shown')
}
