import { render } from 'preact'
import { createScreenKeeper } from '../src-page/screen-keeper.ts'
import { createLocalMedia } from '../src-rtc/local-media.ts'
import { KnockTokenSchema, type KnockToken } from '../src-shared/ids.ts'
import type { Language } from '../src-shared/language.ts'
import { InvitationTokenSchema } from '../src-shared/invitation.ts'
import { createClock } from '../src-shared/clock.ts'
import { parse } from '../src-shared/parse.ts'
import { createKeptValues } from './page/kept-values.ts'
import { readPageStart, type PageStart } from './page/page-data.ts'
import { followPage } from './page/page-effects.ts'
import { createPageLog } from './page/page-log.ts'
import { createPageSound } from './page/page-sound.ts'
import { createRoomSocket } from './room/room-socket.ts'
import './page/page.css'
import type { OpenedLink } from './page/page-state.ts'
import { createVisitorPage } from './page/visitor-page.ts'
import { App } from './page/App.tsx'
import { NoRoom } from './page/NoRoom.tsx'

const tokenBytes = 24
const invitationMark = '#invitation='

const root = document.querySelector('#page')
const start = readPageStart({
  json: document.querySelector('#page-data')?.textContent ?? null,
  url: new URL(location.href),
  browserLanguages: navigator.languages,
})

if (root) {
  if (start) open(root, start)
  else render(<NoRoom />, root)
}

function open(element: Element, given: PageStart): void {
  const log = createPageLog()
  // A link that differs only behind its # loads no page.
  addEventListener('hashchange', () => location.hash.startsWith(invitationMark) && location.reload())
  const clock = createClock(globalThis)
  const sound = createPageSound(log)
  let isWarm = false
  const page = createVisitorPage(
    {
      room: createRoomSocket({ url: location.origin, clock, log }),
      media: createLocalMedia(),
      loadCallLink: async () => {
        const { createCallLink, warmUpPeers } = await loadCall()
        // The code first comes while the visitor waits, which is also the time to make the browser ready.
        if (!isWarm) warmUpPeers(log.info)
        isWarm = true
        return createCallLink
      },
      kept: createKeptValues({
        openLasting: () => localStorage,
        openForTab: () => sessionStorage,
        room: given.address,
        log,
      }),
      clock,
      makeToken,
      unlockSound: sound.unlock,
      reload: () => location.reload(),
      log,
    },
    { ...given, link: takeLink(), isTouch: matchMedia('(pointer: coarse)').matches },
  )
  followPage(page, { document, sound, screen: createScreenKeeper(log.info), showLanguage })
  render(<App page={page} voice={sound.voice} loadCall={loadCall} loadVisit={loadVisit} log={log} />, element)
}

function loadCall() {
  return import('./call/call-chunk.ts')
}

function loadVisit() {
  return import('./page/visit-chunk.ts')
}

/** 192 bits, base64url. */
function makeToken(): KnockToken {
  const bytes = crypto.getRandomValues(new Uint8Array(tokenBytes))
  const text = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
  const token = parse(KnockTokenSchema, text)
  if (token.kind === 'failed') throw new Error(token.message)
  return token.value
}

/**
 * It leaves the address bar at once, so that it is neither read over a shoulder nor passed on with a copied address.
 */
function takeLink(): OpenedLink {
  if (!location.hash.startsWith(invitationMark)) return null
  const token = parse(InvitationTokenSchema, location.hash.slice(invitationMark.length))
  history.replaceState(history.state, '', `${location.pathname}${location.search}`)
  return token.kind === 'ok' ? token.value : 'unreadable'
}

function showLanguage(language: Language): void {
  const url = new URL(location.href)
  url.searchParams.set('lang', language)
  history.replaceState(history.state, '', url)
}
