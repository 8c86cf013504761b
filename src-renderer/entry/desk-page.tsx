import '../../src-shared/theme.css'
import '../styles/desk.css'
import { io } from 'socket.io-client'
import { warmUpPeers } from '../../src-rtc/warm-up.ts'
import { createCallLink } from '../../src-rtc/call-link.ts'
import { createLocalMedia } from '../../src-rtc/local-media.ts'
import { LanguageSchema, type Language } from '../../src-shared/language.ts'
import { createClock } from '../../src-shared/clock.ts'
import { readPairingSecret, type Pairing, type PairingLink } from '../../src-shared/pairing.ts'
import { parse } from '../../src-shared/parse.ts'
import { createCallSession } from '../call/call-session.ts'
import { createConsoleLog } from '../face/console-log.ts'
import { FaceContext, type Face } from '../face/face.ts'
import { deviceName } from '../face/device-name.ts'
import { documentLanguage } from '../face/language.ts'
import { createFeedback } from '../face/feedback.ts'
import { render } from '../face/render.tsx'
import { createPracticeLines } from '../practice/load-practice.ts'
import { createPageDesk } from '../page/create-page-desk.ts'
import { keepAwake } from '../page/keep-awake.ts'
import { createAlertWorker } from '../page/alert-worker.ts'
import { createBrowserSettings } from '../page/browser-settings.ts'
import { createPairingRunner } from '../page/pairing-runner.ts'
import { firstStep, type PairingStep } from '../page/pairing-steps.ts'
import { forgetPairing, loadPairing, savePairing } from '../page/pairing.ts'
import { PairingFlow } from '../page/PairingFlow.tsx'
import { unpair } from '../page/unpair.ts'
import { createWebAlerts } from '../page/web-alerts.ts'
import { createBrowserRingPlayer } from '../ring/browser-ring-player.ts'
import { createSpeakerTest } from '../ring/speaker-test.ts'
import { DeskShell } from '../shell/DeskShell.tsx'
import { waitForTexts } from '../texts/first-texts.ts'
import { systemLanguage } from '../texts/i18n.ts'

const log = createConsoleLog('desk')
const clock = createClock(globalThis)
const asked = parse(LanguageSchema, new URLSearchParams(location.search).get('lang'))
const askedLanguage: Language | null = asked.kind === 'ok' ? asked.value : null

const settings = createBrowserSettings(localStorage, log)
const language = askedLanguage ?? settings.load().language ?? systemLanguage()
const first = firstStep(loadPairing(localStorage), takeLinkFromAddress())
void waitForTexts(language, log.debug).then(() => {
  if (first.kind === 'start') startDesk(first.pairing)
  else showPairing(first)
})
// A pairing link that is opened in this very tab only changes the fragment.
addEventListener('hashchange', () => {
  if (linkIn(location.hash)) location.reload()
})

function linkIn(fragment: string): PairingLink | null {
  return readPairingSecret(fragment.replace(/^#/, ''))
}

/** The secret does not stay in the address bar, where it would be seen, shared and kept in the browser's history. */
function takeLinkFromAddress(): PairingLink | null {
  const found = linkIn(location.hash)
  if (found) history.replaceState(null, '', location.pathname + location.search)
  return found
}

function showPairing(step: PairingStep): void {
  const name = settings.load().deskName || deviceName(navigator.userAgent, language)
  const run = createPairingRunner({ send: fetch, openSocket: io, url: location.origin, wait, name })
  const start = (pairing: Pairing, isNew: boolean): void => {
    if (isNew) savePairing(localStorage, pairing)
    location.reload()
  }
  void render(<PairingFlow first={step} run={run} start={start} />, { language, log: log.error })
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimer(ms, resolve)
  })
}

function startDesk({ room, key, deskId }: Pairing): void {
  const worker = createAlertWorker(log.debug)
  const alerts = createWebAlerts('Notification' in window ? Notification : undefined, worker)
  const player = createBrowserRingPlayer()
  document.documentElement.lang = language
  const client = createPageDesk({
    deskId,
    onKeyGiven: ({ room, key, deskId }) => savePairing(localStorage, { room, key, deskId }),
    alerts,
    player,
    language: documentLanguage,
    log,
  })
  const media = createLocalMedia()
  const callSession = createCallSession({
    client,
    media,
    createCallLink,
    openPracticeLine: createPracticeLines(log.debug),
    warmUpPeers,
    clock,
    log: log.debug,
  })
  const letSleep = keepAwake({
    isOnDuty: () => client.getState().room?.presenceNow.presence !== 'closed',
    onDutyChanged: client.subscribe,
    log: log.debug,
  })
  const face: Face = {
    client,
    media,
    callSession,
    feedback: createFeedback(clock),
    surroundings: {
      kind: 'page',
      alertPermission: alerts.permission,
      enableSound: player.unlock,
      pairing: {
        unpair: () => {
          const forget = (): void => {
            forgetPairing(localStorage)
            location.replace(location.pathname + location.search)
          }
          void unpair({ client, clock, forget })
        },
      },
    },
    testSpeaker: createSpeakerTest(),
    askedLanguage,
    log: log.debug,
  }
  client.connect({ url: location.origin, room, key, deskId })
  addEventListener('pagehide', (event) => {
    // A page that goes into the back-forward cache will be used again.
    if (event.persisted) return
    callSession.dispose()
    client.dispose()
    media.dispose()
    letSleep()
  })
  void render(
    <FaceContext value={face}>
      <DeskShell />
    </FaceContext>,
    { language, log: log.error },
  )
}
