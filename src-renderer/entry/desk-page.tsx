import '../../src-shared/theme.css'
import '../styles/desk.css'
import { warmUpPeers } from '../../src-rtc/warm-up.ts'
import { createCallLink } from '../../src-rtc/call-link.ts'
import { createLocalMedia } from '../../src-rtc/local-media.ts'
import { LanguageSchema, type Language } from '../../src-shared/language.ts'
import { parse } from '../../src-shared/parse.ts'
import { createCallSession } from '../call/call-session.ts'
import { createConsoleLog } from '../face/console-log.ts'
import { FaceContext, type Face } from '../face/face.ts'
import { createFeedback } from '../face/feedback.ts'
import { render } from '../face/render.tsx'
import { setTimer } from '../face/set-timer.ts'
import { createPageDesk } from '../page/create-page-desk.ts'
import { keepAwake } from '../page/keep-awake.ts'
import { createAlertWorker } from '../page/alert-worker.ts'
import { createBrowserSettings } from '../page/browser-settings.ts'
import { defaultDeskName } from '../page/default-desk-name.ts'
import { loadDeskId } from '../page/desk-id.ts'
import { NotPaired } from '../page/NotPaired.tsx'
import { pairByCode, type PairingOutcome } from '../page/pair-by-code.ts'
import { PairByCode } from '../page/PairByCode.tsx'
import {
  forgetPairing,
  loadPairing,
  pairingInFragment,
  savePairing,
  type Pairing,
  type PairingCodeLink,
  type PairingLink,
} from '../page/pairing.ts'
import { createWebAlerts } from '../page/web-alerts.ts'
import { createBrowserRingPlayer } from '../ring/browser-ring-player.ts'
import { createSpeakerTest } from '../ring/speaker-test.ts'
import { DeskShell } from '../shell/DeskShell.tsx'
import { systemLanguage } from '../texts/i18n.ts'

const log = createConsoleLog('desk')
const asked = parse(LanguageSchema, new URLSearchParams(location.search).get('lang'))
const askedLanguage: Language | null = asked.kind === 'ok' ? asked.value : null

const arrived = takeLinkFromAddress()
const language = askedLanguage ?? systemLanguage()
if (arrived?.kind === 'key') savePairing(localStorage, arrived.pairing)
const pairing = loadPairing(localStorage)
if (arrived?.kind === 'code') takeOwnKey(arrived.link)
else if (pairing) startDesk(pairing)
else render(<NotPaired problem={arrived ? 'malformed' : null} />, { language, log: log.error })
// A pairing link that is opened in this very tab only changes the fragment.
addEventListener('hashchange', () => {
  if (pairingInFragment(location.hash)) location.reload()
})

/** The secret does not stay in the address bar, where it would be seen, shared and kept in the browser's past. */
function takeLinkFromAddress(): PairingLink | null {
  const found = pairingInFragment(location.hash)
  if (found) history.replaceState(null, '', location.pathname + location.search)
  return found
}

function takeOwnKey(link: PairingCodeLink): void {
  const name =
    createBrowserSettings(localStorage, log).load().deskName || defaultDeskName(navigator.userAgent, language)
  const desk = { id: loadDeskId(localStorage), name }
  const pair = (): Promise<PairingOutcome> => pairByCode(fetch, link, desk)
  const onPaired = (own: Pairing): void => {
    savePairing(localStorage, own)
    location.reload()
  }
  render(<PairByCode pair={pair} onPaired={onPaired} />, { language, log: log.error })
}

function startDesk({ room, key }: Pairing): void {
  const worker = createAlertWorker(log.debug)
  const alerts = createWebAlerts('Notification' in window ? Notification : undefined, worker)
  const player = createBrowserRingPlayer()
  const languageNow = (): Language => (document.documentElement.lang === 'en' ? 'en' : 'ja')
  document.documentElement.lang = language
  const client = createPageDesk({ alerts, player, language: languageNow, log })
  const media = createLocalMedia()
  const callSession = createCallSession({ client, media, createCallLink, warmUpPeers, setTimer, log: log.debug })
  const letSleep = keepAwake({
    isOnDuty: () => client.getState().room?.presenceNow.presence !== 'closed',
    onDutyChanged: client.subscribe,
    log: log.debug,
  })
  const face: Face = {
    client,
    media,
    callSession,
    feedback: createFeedback(setTimer),
    surroundings: {
      kind: 'page',
      alertPermission: alerts.permission,
      enableSound: player.unlock,
      pairing: {
        unpair: () => {
          forgetPairing(localStorage)
          location.replace(location.pathname + location.search)
        },
      },
    },
    testSpeaker: createSpeakerTest(),
    askedLanguage,
    log: log.debug,
  }
  client.connect({ url: location.origin, room, key })
  addEventListener('pagehide', (event) => {
    // A page in the back-forward cache comes back alive.
    if (event.persisted) return
    callSession.dispose()
    client.dispose()
    media.dispose()
    letSleep()
  })
  render(
    <FaceContext value={face}>
      <DeskShell />
    </FaceContext>,
    { language: askedLanguage ?? client.getState().settings.language ?? systemLanguage(), log: log.error },
  )
}
