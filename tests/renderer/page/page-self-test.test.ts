import { expect, test } from 'vitest'
import { createPageSelfTest } from '../../../src-renderer/page/page-self-test.ts'

type Access = Parameters<typeof createPageSelfTest>[0]

async function find(changes: { readonly kinds?: readonly string[]; readonly permission?: PermissionState }) {
  const devices = (changes.kinds ?? ['videoinput', 'audioinput']).map((kind) => ({ kind }))
  return createPageSelfTest({
    // Of a browser's devices only their kinds are looked at.
    devices: { enumerateDevices: () => Promise.resolve(devices) } as unknown as NonNullable<Access['devices']>,
    queryPermission: () => Promise.resolve(changes.permission ?? 'granted'),
  }).run()
}

test('a browser finds camera and microphone', async () => {
  expect(await find({})).toEqual([
    { part: 'camera', found: 'present' },
    { part: 'microphone', found: 'present' },
  ])
})

test('one that has none, or may not use it, says so', async () => {
  expect(await find({ kinds: ['audioinput'], permission: 'denied' })).toEqual([
    { part: 'camera', found: 'none' },
    { part: 'microphone', found: 'denied-by-browser' },
  ])
})

test('a page without HTTPS has no devices, and one whose browser fails gets no answer', async () => {
  const queryPermission: Access['queryPermission'] = () => Promise.resolve('granted')
  const without = createPageSelfTest({ devices: null, queryPermission })
  expect(await without.run()).toMatchObject([{ found: 'no-secure-page' }, { found: 'no-secure-page' }])
  const failing = { enumerateDevices: () => Promise.reject(new Error('driver')) }
  const broken = createPageSelfTest({ devices: failing as unknown as NonNullable<Access['devices']>, queryPermission })
  expect(await broken.run()).toMatchObject([{ found: 'no-answer' }, { found: 'no-answer' }])
})
