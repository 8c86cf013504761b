import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentSecurityPolicy, servePage } from '../../src-main/app-pages.ts'
import { isAppUrl, isPageOf } from '../../src-main/app-url.ts'

let folder = ''
beforeAll(async () => {
  const parent = await mkdtemp(path.join(os.tmpdir(), 'konkon-pages-'))
  folder = path.join(parent, 'renderer')
  await mkdir(path.join(folder, 'sub'), { recursive: true })
  await writeFile(path.join(folder, 'desk.html'), '<!doctype html>')
  await writeFile(path.join(folder, 'sub/ring.wav'), 'RIFF')
  await writeFile(path.join(folder, 'notes.txt'), 'inside, but of no known kind')
  await writeFile(path.join(parent, 'secret.html'), 'outside')
  await mkdir(`${folder}-other`)
  await writeFile(path.join(`${folder}-other`, 'desk.html'), 'beside')
})
afterAll(() => rm(path.dirname(folder), { recursive: true, force: true }))

const get = (address: string, method = 'GET'): Promise<Response> => servePage(new Request(address, { method }), folder)

test.each([
  ['app://konkon/desk.html', 'text/html; charset=utf-8'],
  ['app://konkon/desk.html?x=1#y', 'text/html; charset=utf-8'],
  ['app://konkon/sub/ring.wav', 'audio/wav'],
])('serves %s as %s', async (address, type) => {
  const response = await get(address)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe(type)
  expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
})

test.each([
  'app://konkon/../secret.html',
  'app://konkon/%2e%2e/secret.html',
  'app://konkon/%2e%2e%2fsecret.html',
  'app://konkon/..%2fsecret.html',
  'app://konkon/..%5csecret.html',
  'app://konkon/sub/..%2f..%2fsecret.html',
  'app://konkon/..%2frenderer-other/desk.html',
  'app://konkon/%00desk.html',
  'app://konkon/%ff.html',
  'app://konkon/%2fetc%2fhostname',
  'app://konkon/notes.txt',
  'app://konkon/missing.html',
  'app://konkon/',
  'app://konkon/sub',
  'app://other/desk.html',
])('finds nothing at %s', async (address) => {
  const response = await get(address)
  expect(response.status).toBe(404)
  expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
  expect(await response.text()).toBe('Not found')
})

test('answers only GET', async () => {
  expect((await get('app://konkon/desk.html', 'POST')).status).toBe(404)
})

test.each([
  ['app://konkon/desk.html', true],
  ['app://konkon/anything', true],
  ['app://konkon.evil/desk.html', false],
  ['app://evil/desk.html', false],
  // Its `origin` is the string "null" too, as that of every custom scheme.
  ['evil://konkon/desk.html', false],
  ['https://konkon/desk.html', false],
  ['not an address', false],
  ['', false],
])('%s is ours: %s', (address, expected) => {
  expect(isAppUrl(address)).toBe(expected)
})

test('tells the page of one role from that of another', () => {
  expect(isPageOf('desk', 'app://konkon/desk.html?x')).toBe(true)
  expect(isPageOf('desk', 'app://konkon/card.html')).toBe(false)
  expect(isPageOf('desk', 'evil://konkon/desk.html')).toBe(false)
})
