/** Which screen or window `getDisplayMedia` gets: the person's choice in the desk's own picker, or the portal's. */
import type {
  DesktopCapturer,
  DesktopCapturerSource,
  DisplayMediaRequestHandlerHandlerRequest,
  Session,
  Streams,
} from 'electron'
import type { LogPort } from '../src-desk/ports.ts'
import type { Clock } from '../src-shared/clock.ts'
import type { ShareSource } from '../src-shared/bridge.ts'
import { isPageOf } from './app-url.ts'

const thumbnailSize = { width: 320, height: 180 }
const listWithinMs = 10_000

export type ScreenShareOptions = {
  readonly session: Pick<Session, 'setDisplayMediaRequestHandler'>
  readonly capturer: Pick<DesktopCapturer, 'getSources'>
  /** On Wayland, listing sources makes the system ask, so our own picker would ask twice. */
  readonly hasPortal: boolean
  readonly requestChoice: () => void
  readonly clock: Clock
  readonly log: LogPort
}

export type ScreenShare = {
  /** Empty unless a choice is awaited, so that a page cannot look at the screens at will. */
  listSources: () => Promise<readonly ShareSource[]>
  /** Null cancels. Only ids listed for this choice count. */
  choose: (id: string | null) => void
}

export function createScreenShare(options: ScreenShareOptions): ScreenShare {
  const { session, capturer, hasPortal, requestChoice, clock, log } = options
  let settle: ((source: DesktopCapturerSource | null) => void) | null = null
  const listed = new Map<string, DesktopCapturerSource>()
  const thumbnails = new Map<string, string>()

  function finish(source: DesktopCapturerSource | null): void {
    const waiting = settle
    settle = null
    listed.clear()
    thumbnails.clear()
    waiting?.(source)
  }

  function askThePerson(): Promise<DesktopCapturerSource | null> {
    finish(null)
    return new Promise((resolve) => {
      settle = resolve
      requestChoice()
    })
  }

  async function askThePortal(): Promise<DesktopCapturerSource | null> {
    const sources = await capturer.getSources({ types: ['screen', 'window'], thumbnailSize: { width: 0, height: 0 } })
    return sources[0] ?? null
  }

  async function answer(request: DisplayMediaRequestHandlerHandlerRequest): Promise<DesktopCapturerSource | null> {
    const { frame } = request
    if (
      !frame ||
      frame.parent !== null ||
      !isPageOf('desk', frame.url) ||
      !request.userGesture ||
      !request.videoRequested
    ) {
      log.warn('screen share refused', { frame: frame?.url ?? null, userGesture: request.userGesture })
      return null
    }
    return hasPortal ? askThePortal() : askThePerson()
  }

  session.setDisplayMediaRequestHandler((request, callback) => {
    const reply = (source: DesktopCapturerSource | null): void => {
      try {
        callback(source === null ? noStreams : { video: source })
      } catch (cause) {
        // The page went away while the person was choosing.
        log.warn('screen share cannot be answered', cause)
      }
    }
    answer(request).then(reply, (cause: unknown) => {
      log.error('screen share failed', cause)
      reply(null)
    })
  })

  /** If one kind hangs, as has happened on all systems, the other can still be chosen from. */
  function listKind(kind: 'screen' | 'window'): Promise<readonly DesktopCapturerSource[]> {
    return new Promise((resolve) => {
      const cancel = clock.setTimer(listWithinMs, () => {
        log.warn('sources cannot be listed in time', { kind })
        resolve([])
      })
      capturer.getSources({ types: [kind], thumbnailSize, fetchWindowIcons: false }).then(
        (sources) => {
          cancel()
          resolve(sources)
        },
        (cause: unknown) => {
          cancel()
          log.warn('sources cannot be listed', cause)
          resolve([])
        },
      )
    })
  }

  function describe(kind: 'screen' | 'window', source: DesktopCapturerSource): ShareSource {
    // macOS sometimes gives no picture; the previous one is better than none.
    const picture = source.thumbnail.isEmpty() ? (thumbnails.get(source.id) ?? '') : source.thumbnail.toDataURL()
    thumbnails.set(source.id, picture)
    return { id: source.id, name: source.name, kind, thumbnailUrl: picture }
  }

  return {
    listSources: async () => {
      const awaited = settle
      if (awaited === null) return []
      // Separately, because screens are quick, while windows can be slow or hang.
      const [screens, windows] = await Promise.all([listKind('screen'), listKind('window')])
      if (settle !== awaited) return []
      for (const source of [...screens, ...windows]) listed.set(source.id, source)
      return [
        ...screens.map((source) => describe('screen', source)),
        ...windows.map((source) => describe('window', source)),
      ]
    },
    choose: (id) => {
      finish(id === null ? null : (listed.get(id) ?? null))
    },
  }
}

/** Null makes Electron refuse the request, which its types do not mention. */
const noStreams: Streams | null = null

/** Ambiguous sessions count as Wayland: there, listing sources would open a second dialog. */
export function hasScreenPortal(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): boolean {
  if (platform !== 'linux') return false
  return env['XDG_SESSION_TYPE'] === 'wayland' || Boolean(env['WAYLAND_DISPLAY'])
}
