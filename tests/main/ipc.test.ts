import { expect, test } from 'vitest'
import { anyVisit } from '../../src-shared/visit.ts'
import { setUpIpc, type Sent } from './support/ipc-bench.ts'

const desk = { url: 'app://konkon/desk.html', parent: null }
const list = (limit: number): object => ({ name: 'visits:list', payload: { ...anyVisit, beforeMs: null, limit } })

const strangers: readonly (readonly [string, Sent])[] = [
  ['no frame any more', { frame: null }],
  ['a frame inside the page', { frame: { ...desk, parent: {} } }],
  ['a page elsewhere', { frame: { url: 'https://konkon/desk.html', parent: null } }],
  ['another host of the scheme', { frame: { url: 'app://evil/desk.html', parent: null } }],
  ['a window that is not ours', { role: null }],
  ['a window of another role', { role: 'ringer' }],
]

test('answers the right window with a fitting payload', async () => {
  const { ipc, ask } = setUpIpc()
  ipc.answer('request', ({ name, payload }) => ({ kind: 'ok', value: { name, payload } }))
  expect(await ask('request', list(5))).toEqual({ kind: 'ok', value: list(5) })
})

test.each(strangers)('refuses a question from %s', async (_who, sent) => {
  const { ipc, ask, log } = setUpIpc()
  const answered: unknown[] = []
  ipc.answer('request', (query) => {
    answered.push(query)
    return { kind: 'failed', code: 'offline', message: '' }
  })
  await expect(ask('request', list(5), sent)).rejects.toThrow('forbidden')
  expect(answered).toEqual([])
  expect(log.messages('warn')).toEqual(['ipc refused'])
})

test.each(strangers)('ignores a notice from %s', (_who, sent) => {
  const { ipc, tell, log } = setUpIpc()
  const received: unknown[] = []
  ipc.receive('share:label', (label) => received.push(label))
  tell('share:label', 'Screen 1', sent)
  expect(received).toEqual([])
  expect(log.messages('warn')).toEqual(['ipc refused'])
})

test.each([
  ['request', list(0), 'bad-request'],
  ['request', list(100_000), 'too-large'],
  ['request', { name: 'desks:revoke', payload: { deskId: '' } }, 'bad-request'],
  ['request', { name: 'pairing:create', payload: {} }, 'bad-request'],
  ['request', { name: 'rules:set', payload: null }, 'bad-request'],
  ['request', { name: 'toString', payload: null }, 'bad-request'],
  ['request', { payload: null }, 'bad-request'],
  ['command', { kind: 'admit' }, 'bad-request'],
  ['command', { kind: 'quit' }, 'bad-request'],
  ['command', { kind: 'change-settings', settings: { ring: { volume: 0, outputDeviceId: '' } } }, 'bad-request'],
  ['state:get', {}, 'bad-request'],
] as const)('refuses %s with %o', async (channel, payload, code) => {
  const { ipc, ask } = setUpIpc()
  ipc.answer('request', () => ({ kind: 'failed', code: 'offline', message: '' }))
  ipc.answer('command', () => ({ kind: 'ok', value: null }))
  ipc.answer('state:get', () => {
    throw new Error('must not be asked')
  })
  await expect(ask(channel, payload)).rejects.toThrow(code)
})

test.each([
  ['ring:status', { kind: 'loud' }, 'ringer'],
  ['face:alive', 1, 'desk'],
  ['card:resize', Number.NaN, 'card'],
  ['card:resize', 1e9, 'card'],
  ['signal:send', { callId: 'c1', generation: -1, body: { kind: 'join' } }, 'desk'],
  ['share:choose', 'x'.repeat(1000), 'desk'],
] as const)('ignores %s with %o', (channel, payload, role) => {
  const { ipc, tell, log } = setUpIpc()
  const received: unknown[] = []
  ipc.receive(channel, (each) => received.push(each))
  tell(channel, payload, { role })
  expect(received).toEqual([])
  expect(log.messages('warn')).toEqual(['ipc payload refused'])
})

test('forgets its channels', () => {
  const { ipc, handlers, tell } = setUpIpc()
  const received: unknown[] = []
  ipc.answer('command', () => ({ kind: 'ok', value: null }))
  ipc.receive('share:label', (label) => received.push(label))
  ipc.dispose()
  ipc.dispose()
  tell('share:label', 'Screen 1')
  expect(handlers.size).toBe(0)
  expect(received).toEqual([])
})
