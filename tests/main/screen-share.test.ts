import type { DesktopCapturerSource, DisplayMediaRequestHandlerHandlerRequest, Streams } from 'electron'
import { expect, test } from 'vitest'
import { createScreenShare, hasScreenPortal } from '../../src-main/screen-share.ts'
import { createFakeClock } from '../fakes/fake-clock.ts'
import { createFakeLog } from '../fakes/fake-log.ts'

type Handler = (request: DisplayMediaRequestHandlerHandlerRequest, callback: (streams: Streams | null) => void) => void

const frame = { url: 'app://konkon/desk.html', parent: null }
const request = {
  frame,
  securityOrigin: 'app://konkon',
  videoRequested: true,
  audioRequested: false,
  userGesture: true,
}

const source = (id: string, picture = 'data:image/png;base64,AA'): DesktopCapturerSource =>
  ({
    id,
    name: id,
    thumbnail: { isEmpty: () => picture === '', toDataURL: () => picture },
  }) as unknown as DesktopCapturerSource

function setUp(
  options: {
    readonly hasPortal?: boolean
    readonly list?: (types: readonly string[]) => Promise<DesktopCapturerSource[]>
  } = {},
) {
  const clock = createFakeClock()
  let handler: Handler | null = null
  const asked: (readonly string[])[] = []
  const counts = { choices: 0 }
  const share = createScreenShare({
    session: {
      setDisplayMediaRequestHandler: (next: Handler | null) => {
        handler = next
      },
    },
    capturer: {
      getSources: ({ types }) => {
        asked.push(types)
        return (
          options.list?.(types) ??
          Promise.resolve(types.includes('screen') ? [source('screen:0:0')] : [source('window:1:0')])
        )
      },
    },
    hasPortal: options.hasPortal ?? false,
    requestChoice: () => {
      counts.choices += 1
    },
    clock,
    log: createFakeLog(),
  })
  const capture = (changes: object = {}): Promise<string | null> =>
    new Promise((resolve) => {
      handler?.({ ...request, ...changes } as unknown as DisplayMediaRequestHandlerHandlerRequest, (streams) => {
        const video = streams?.video
        resolve(video !== undefined && 'id' in video ? video.id : null)
      })
    })
  return { share, clock, asked, counts, capture }
}

test('the person chooses from what was listed', async () => {
  const { share, capture, counts } = setUp()
  const captured = capture()
  expect(counts.choices).toBe(1)
  expect(await share.listSources()).toEqual([
    { id: 'screen:0:0', name: 'screen:0:0', kind: 'screen', thumbnailUrl: 'data:image/png;base64,AA' },
    { id: 'window:1:0', name: 'window:1:0', kind: 'window', thumbnailUrl: 'data:image/png;base64,AA' },
  ])
  share.choose('window:1:0')
  expect(await captured).toBe('window:1:0')
  expect(await share.listSources()).toEqual([])
})

test('nothing is captured when the person cancels, or names what was not listed', async () => {
  const { share, capture } = setUp()
  const cancelled = capture()
  share.choose(null)
  expect(await cancelled).toBeNull()
  const invented = capture()
  share.choose('screen:0:0')
  expect(await invented).toBeNull()
})

test('a second request replaces the first', async () => {
  const { share, capture } = setUp()
  const first = capture()
  const second = capture()
  expect(await first).toBeNull()
  await share.listSources()
  share.choose('screen:0:0')
  expect(await second).toBe('screen:0:0')
})

test.each([
  ['without a click', { userGesture: false }],
  ['for sound alone', { videoRequested: false }],
  ['from a frame that is gone', { frame: null }],
  ['from a frame inside the page', { frame: { ...frame, parent: {} } }],
  ['from another window of ours', { frame: { ...frame, url: 'app://konkon/card.html' } }],
  ['from elsewhere', { frame: { ...frame, url: 'https://example.com/desk.html' } }],
])('refuses a share %s, and lists nothing', async (_what, changes) => {
  const { share, capture, asked, counts } = setUp()
  expect(await capture(changes)).toBeNull()
  expect(await share.listSources()).toEqual([])
  expect(asked).toEqual([])
  expect(counts.choices).toBe(0)
})

test('windows that cannot be listed leave the screens', async () => {
  const { share, capture, clock } = setUp({
    list: (types) => (types.includes('screen') ? Promise.resolve([source('screen:0:0')]) : new Promise(() => {})),
  })
  void capture()
  const listing = share.listSources()
  await Promise.resolve()
  clock.advance(10_000)
  expect((await listing).map((each) => each.id)).toEqual(['screen:0:0'])
})

test('an empty picture keeps the one before', async () => {
  let picture = 'data:image/png;base64,AA'
  const { share, capture } = setUp({
    list: (types) => Promise.resolve(types.includes('screen') ? [source('screen:0:0', picture)] : []),
  })
  void capture()
  await share.listSources()
  picture = ''
  expect((await share.listSources())[0]?.thumbnailUrl).toBe('data:image/png;base64,AA')
})

test('with a portal the system asks, once, and our picker stays closed', async () => {
  const { capture, asked, counts } = setUp({ hasPortal: true })
  expect(await capture()).toBe('screen:0:0')
  expect(asked).toEqual([['screen', 'window']])
  expect(counts.choices).toBe(0)
})

test.each([
  ['linux', { XDG_SESSION_TYPE: 'wayland' }, true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0', XDG_SESSION_TYPE: 'x11' }, true],
  ['linux', { XDG_SESSION_TYPE: 'x11' }, false],
  ['win32', { WAYLAND_DISPLAY: 'wayland-0' }, false],
] as const)('%s with %o has a portal: %s', (platform, env, expected) => {
  expect(hasScreenPortal(platform, env)).toBe(expected)
})
