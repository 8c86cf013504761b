import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { createBrowserSettings } from '../../../src-renderer/page/browser-settings.ts'
import { forgetPairing, loadPairing, savePairing } from '../../../src-renderer/page/pairing.ts'
import { defaultDeskSettings } from '../../../src-shared/desk-settings.ts'
import { PairingSchema } from '../../../src-shared/pairing.ts'
import { createFakeLog } from '../../fakes/fake-log.ts'

/** `Storage` without a browser. */
function createStorage(first: Record<string, string> = {}): Storage {
  const kept = new Map(Object.entries(first))
  return {
    get length() {
      return kept.size
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: (index) => [...kept.keys()][index] ?? null,
    removeItem: (key) => {
      kept.delete(key)
    },
    setItem: (key, value) => {
      kept.set(key, value)
    },
  }
}

const key = 'k'.repeat(43)

describe('pairing', () => {
  test('is kept until it is forgotten, and what does not fit is none', () => {
    const storage = createStorage()
    expect(loadPairing(storage)).toBeNull()
    savePairing(storage, v.parse(PairingSchema, { room: 'front-desk', key, deskId: 'd_1' }))
    expect(loadPairing(storage)).toEqual({ room: 'front-desk', key, deskId: 'd_1' })
    forgetPairing(storage)
    expect(loadPairing(storage)).toBeNull()
    expect(loadPairing(createStorage({ 'konkon.pairing': '{"room":1}' }))).toBeNull()
    expect(loadPairing(createStorage({ 'konkon.pairing': 'no json' }))).toBeNull()
  })

  test('of before goes on with the id that the browser had made itself', () => {
    const before = { 'konkon.pairing': JSON.stringify({ room: 'front-desk', key }), 'konkon.desk-id': 'page-1' }
    expect(loadPairing(createStorage(before))).toEqual({ room: 'front-desk', key, deskId: 'page-1' })
    expect(loadPairing(createStorage({ 'konkon.pairing': before['konkon.pairing'] }))).toBeNull()
  })
})

describe('settings of a browser', () => {
  test('are those that were saved', () => {
    const storage = createStorage()
    const log = createFakeLog()
    createBrowserSettings(storage, log).save({ ...defaultDeskSettings, deskName: '検査室', theme: 'dark' })
    expect(createBrowserSettings(storage, log).load()).toMatchObject({ deskName: '検査室', theme: 'dark' })
    expect(log.lines).toEqual([])
  })

  test('what does not fit is replaced by its default, the rest is kept, and the log says so', () => {
    const log = createFakeLog()
    const storage = createStorage({ 'konkon.settings': '{"deskName":"検査室","ring":{"volume":7},"theme":"pink"}' })
    const settings = createBrowserSettings(storage, log).load()
    expect(settings).toEqual({ ...defaultDeskSettings, deskName: '検査室' })
    expect(log.lines.map(({ detail }) => detail)).toEqual([{ name: 'theme' }, { name: 'ring' }])
  })

  test('what cannot be read at all is the default, with a line in the log', () => {
    const log = createFakeLog()
    expect(createBrowserSettings(createStorage({ 'konkon.settings': '[' }), log).load()).toEqual(defaultDeskSettings)
    expect(log.messages('warn')).toHaveLength(1)
  })

  test('a storage that is full does not end the desk', () => {
    const log = createFakeLog()
    const full = createStorage()
    full.setItem = () => {
      throw new Error('full')
    }
    createBrowserSettings(full, log).save(defaultDeskSettings)
    expect(log.messages('warn')).toHaveLength(1)
  })
})
