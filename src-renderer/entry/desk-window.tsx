import '../../src-shared/theme.css'
import '../styles/desk.css'
import { warmUpPeers } from '../../src-rtc/warm-up.ts'
import { createCallLink } from '../../src-rtc/call-link.ts'
import { createLocalMedia } from '../../src-rtc/local-media.ts'
import { createClock } from '../../src-shared/clock.ts'
import { createCallSession } from '../call/call-session.ts'
import { followSharing } from '../call/follow-sharing.ts'
import { createShareSources } from '../call/share-sources.ts'
import { createBridgeClient } from '../face/bridge-client.ts'
import { createConsoleLog } from '../face/console-log.ts'
import { FaceContext, type Face } from '../face/face.ts'
import { createFeedback } from '../face/feedback.ts'
import { render } from '../face/render.tsx'
import { createPracticeLines } from '../practice/load-practice.ts'
import { tellAlive } from '../face/tell-alive.ts'
import { createSpeakerTest } from '../ring/speaker-test.ts'
import { DeskShell } from '../shell/DeskShell.tsx'
import { systemLanguage } from '../texts/i18n.ts'

const bridge = window.konkon
if (bridge?.role !== 'desk') throw new Error('This page is the app’s desk window and needs its preload.')
const log = createConsoleLog('desk').debug
const clock = createClock(globalThis)
const client = await createBridgeClient(bridge)
const media = createLocalMedia()
const callSession = createCallSession({
  client,
  media,
  createCallLink,
  openPracticeLine: createPracticeLines(log),
  warmUpPeers,
  clock,
  log,
})
const shareSources = createShareSources(bridge)
const stopFollowing = followSharing(media, bridge, shareSources)
const stopTelling = tellAlive({
  report: bridge.reportAlive,
  hasContents: () => document.querySelector('#root')?.hasChildNodes() ?? false,
  afterPaint: (run) => requestAnimationFrame(run),
  clock,
})
addEventListener('pagehide', () => {
  stopTelling()
  stopFollowing()
  callSession.dispose()
  media.dispose()
})
const face: Face = {
  client,
  media,
  callSession,
  feedback: createFeedback(clock),
  surroundings: {
    kind: 'app',
    shareSources,
    pairWithServer: bridge.pairWithServer,
    waitForServer: bridge.waitForServer,
  },
  testSpeaker: createSpeakerTest(),
  askedLanguage: null,
  log,
}
const language = client.getState().settings.language ?? systemLanguage()
void render(
  <FaceContext value={face}>
    <DeskShell />
  </FaceContext>,
  { language, log },
)
