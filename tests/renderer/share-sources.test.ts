import { expect, test } from 'vitest'
import { followSharing } from '../../src-renderer/call/follow-sharing.ts'
import { createShareSources, shareLabel } from '../../src-renderer/call/share-sources.ts'
import { createFakeDeskMedia } from '../fakes/fake-desk-media.ts'
import { createFakeListeners } from '../fakes/fake-listeners.ts'

test.each([
  ['drawing-42.pdf', null, 'drawing-42.pdf'],
  ['screen:0:0', null, ''],
  ['window:123:1', null, ''],
  ['web-contents-media-stream://5:1', null, ''],
  ['{6f9619ff-8b86-d011-b42d-00c04fc964ff}', null, ''],
  ['screen:0:0', 'Entire screen', 'Entire screen'],
])('the label %s, chosen as %s, reads %j', (label, chosen, shown) => {
  expect(shareLabel(label, chosen)).toBe(shown)
})

test('the pill follows the share under the name that was chosen, and its Stop ends it', async () => {
  const stream = {} as MediaStream
  const media = createFakeDeskMedia({ preview: stream, screen: stream })
  const stops = createFakeListeners<void>()
  const shown: (string | null)[] = []
  const bridge = {
    setSharing: (label: string | null) => shown.push(label),
    onStopSharing: (listener: () => void) => stops.on(listener),
    listShareSources: () =>
      Promise.resolve([{ id: 'window:7', name: 'CAM 図面', kind: 'window' as const, thumbnailUrl: '' }]),
    onShareRequested: () => () => undefined,
    chooseShareSource: () => undefined,
  }
  const sources = createShareSources(bridge)
  const stop = followSharing(media, bridge, sources)
  await sources.list()
  sources.choose('window:7')
  media.change({ screen: { kind: 'sharing', label: 'window:7:0' } })
  media.change({ isCameraOn: false })
  stops.tell()
  expect(shown).toEqual([null, 'CAM 図面', null])
  stop()
  expect(stops.count).toBe(0)
})

test('a question that came before the picker waits for it, and is over once it is answered', () => {
  const questions = createFakeListeners<void>()
  const chosen: (string | null)[] = []
  const sources = createShareSources({
    listShareSources: () => Promise.resolve([]),
    onShareRequested: (listener) => questions.on(listener),
    chooseShareSource: (id) => chosen.push(id),
  })
  expect(sources.isRequested.getState()).toBe(false)
  questions.tell()
  expect(sources.isRequested.getState()).toBe(true)
  sources.choose(null)
  expect(sources.isRequested.getState()).toBe(false)
  expect(chosen).toEqual([null])
})
