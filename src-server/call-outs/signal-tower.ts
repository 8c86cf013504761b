import { callOutEvents } from '../../src-shared/call-out.ts'
import { assertNever } from '../../src-shared/result.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { CallOutKind, CallOutOf, Driver, DriverDeps } from './call-out-kind.ts'
import type { CallOutMessage } from './call-out-message.ts'
import { maskTokens } from './mask-address.ts'
import { askOverHttp } from './http-request.ts'

/** One GET per event. A test shows every lamp in turn, the quiet one last. */
export const signalTower: CallOutKind<CallOutOf<'signal-tower'>> = {
  createDriver: createSignalTowerDriver,
  eventsOf: ({ urls }) => callOutEvents.filter((event) => urls[event] !== ''),
  privates: {
    get: ({ urls }) => urls,
    set: (callOut, urls) => ({ ...callOut, urls: { ...callOut.urls, ...urls } }),
    secret: null,
    mask: maskTokens,
    destinationOf: () => '',
  },
}

/** Between the lamps of a test, so that a person sees each. */
const testPauseMs = 1_000

function createSignalTowerDriver({ urls }: CallOutOf<'signal-tower'>, { clock, openSocket }: DriverDeps): Driver {
  return async (message, signal) => {
    const wanted = urlsFor(urls, message)
    let answer = ''
    for (const [index, url] of wanted.entries()) {
      if (index > 0 && message.event === 'test') await pause(clock, signal)
      answer = await askOverHttp({ method: 'GET', url, signal, openSocket })
    }
    return wanted.length === 0 ? 'nothing to do' : answer
  }
}

function urlsFor(urls: CallOutOf<'signal-tower'>['urls'], { event, othersWaiting }: CallOutMessage): readonly string[] {
  return wantedUrls().filter((url) => url !== '')

  function wantedUrls(): readonly string[] {
    switch (event) {
      case 'knock':
      case 'escalate':
        return [urls[event]]
      case 'answered':
        // One lamp serves all visitors: it stays on for those who still wait.
        return othersWaiting > 0 ? [] : [urls.answered]
      case 'missed':
        return othersWaiting > 0 ? [urls.missed, urls.knock] : [urls.missed]
      case 'test':
        return [urls.knock, urls.escalate, urls.missed, urls.answered]
      default:
        return assertNever(event)
    }
  }
}

function pause(clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.setTimer(testPauseMs, resolve)
    signal.addEventListener('abort', () => {
      cancel()
      reject(new Error('stopped'))
    })
  })
}
