/** The staff's face on fakes, driven by the tests through `window.harness`. */
import '../../../src-shared/theme.css'
import * as v from 'valibot'
import type { CallLinkOptions } from '../../../src-rtc/call-link.ts'
import type { ShareSource } from '../../../src-shared/bridge.ts'
import type { DeskState } from '../../../src-shared/desk-state.ts'
import { createClock } from '../../../src-shared/clock.ts'
import { PairAnswerSchema } from '../../../src-shared/pairing.ts'
import { failed, ok } from '../../../src-shared/result.ts'
import { createCallSession } from '../../../src-renderer/call/call-session.ts'
import { createShareSources } from '../../../src-renderer/call/share-sources.ts'
import { Card } from '../../../src-renderer/card/Card.tsx'
import { FaceContext, type AlertPermission, type Surroundings } from '../../../src-renderer/face/face.ts'
import { createFeedback } from '../../../src-renderer/face/feedback.ts'
import { render } from '../../../src-renderer/face/render.tsx'
import { NotPaired } from '../../../src-renderer/page/NotPaired.tsx'
import { PairingQuestion } from '../../../src-renderer/page/PairingFlow.tsx'
import { SharingPill } from '../../../src-renderer/sharing/SharingPill.tsx'
import { DeskShell } from '../../../src-renderer/shell/DeskShell.tsx'
import { createFakeCallLink, type FakeCallLink } from '../../fakes/fake-call-link.ts'
import { createFakeDeskClient } from '../../fakes/fake-desk-client.ts'
import { createFakeDeskMedia } from '../../fakes/fake-desk-media.ts'
import { paintedStream } from './painted-stream.ts'

export type HarnessStart = {
  readonly view: 'page' | 'app' | 'card' | 'sharing' | 'not-paired' | 'pairing-question'
  readonly state: DeskState
  readonly permission: AlertPermission
}

declare global {
  interface Window {
    harnessStart: HarnessStart
    harness: ReturnType<typeof start>
  }
}

// The two small windows have their own style sheet, which the desk's would contradict.
const isSmall = window.harnessStart.view === 'card' || window.harnessStart.view === 'sharing'
await (isSmall ? import('../../../src-renderer/styles/card.css') : import('../../../src-renderer/styles/desk.css'))
window.harness = start(window.harnessStart)

function start(options: HarnessStart) {
  const done: string[] = []
  const clock = createClock(globalThis)
  const client = createFakeDeskClient(options.state)
  const media = createFakeDeskMedia({ preview: paintedStream('#2d6a8a'), screen: paintedStream('#e8e4d8') })
  const links: FakeCallLink[] = []
  const createCallLink = (linkOptions: CallLinkOptions): FakeCallLink => {
    // A voice has a track from the start, as it has in a call; this one is silent.
    const voice = new AudioContext().createMediaStreamDestination().stream
    const remote = { voice, camera: paintedStream('#8a5a2d'), screen: paintedStream('#f4f4f0') }
    const link = createFakeCallLink(linkOptions, remote)
    links.push(link)
    return link
  }
  // A view that fails is caught by the boundary; the test hears of it all the same.
  const log = (_message: string, cause?: unknown): void => {
    if (cause instanceof Error) reportError(cause)
  }
  const callSession = createCallSession({
    client,
    media,
    createCallLink,
    openPracticeLine: () => ({ ...client, dispose: () => undefined }),
    warmUpPeers: () => undefined,
    clock,
    log,
  })
  const feedback = createFeedback(clock)
  const permission = { value: options.permission, listeners: new Set<() => void>() }
  const picker = { request: (): void => undefined, sources: [] as readonly ShareSource[] }
  const pill = { show: (_label: string): void => undefined }

  const surroundings: Surroundings =
    options.view === 'app'
      ? {
          kind: 'app',
          shareSources: createShareSources({
            listShareSources: () => Promise.resolve(picker.sources),
            onShareRequested: (listener) => {
              picker.request = listener
              return () => undefined
            },
            chooseShareSource: (id) => done.push(`chosen ${id}`),
          }),
          waitForServer: ({ ticket }) =>
            Promise.resolve(ok(v.parse(PairAnswerSchema, { kind: 'paired', key: ticket, deskId: 'd_1' }))),
          pairWithServer: ({ url, room, code }) => {
            done.push(`paired ${url} ${room}`)
            const isUsed = code.startsWith('used')
            return Promise.resolve(
              isUsed
                ? failed('unauthorised', 'Used already.')
                : ok(v.parse(PairAnswerSchema, { kind: 'compare', ticket: 't'.repeat(43), number: '4821' })),
            )
          },
        }
      : {
          kind: 'page',
          alertPermission: {
            getState: () => permission.value,
            subscribe: (listener) => {
              permission.listeners.add(listener)
              return () => permission.listeners.delete(listener)
            },
            ask: () => {
              done.push('asked for notifications')
              permission.value = 'granted'
              for (const listener of permission.listeners) listener()
            },
          },
          enableSound: () => done.push('sound enabled'),
          pairing: { unpair: () => done.push('unpaired') },
        }

  void render(contents(), { language: options.state.settings.language ?? 'ja', log })
  return {
    client,
    media,
    links,
    done,
    /** Main asks which screen to share. */
    requestShare: (sources: readonly ShareSource[]) => {
      picker.sources = sources
      picker.request()
    },
    relabelPill: (label: string) => pill.show(label),
  }

  function contents() {
    switch (options.view) {
      case 'card':
        return (
          <Card
            client={client}
            feedback={feedback}
            openDesk={() => done.push('opened desk')}
            resize={(heightPx) => done.push(`resized ${heightPx}`)}
          />
        )
      case 'sharing':
        return (
          <SharingPill
            first={{ label: 'drawing-42.pdf', language: options.state.settings.language ?? 'ja' }}
            bridge={{
              onLabel: (listener) => {
                pill.show = (label) => listener({ label, language: 'ja' })
                return () => undefined
              },
              stop: () => done.push('stopped'),
            }}
          />
        )
      case 'not-paired':
        return <NotPaired problem={null} />
      case 'pairing-question':
        return (
          <PairingQuestion
            present="front-desk"
            offered="back-door"
            answer={(answer) => done.push(`answered ${answer}`)}
          />
        )
      case 'page':
      case 'app':
      default:
        return (
          <FaceContext
            value={{
              client,
              media,
              callSession,
              feedback,
              surroundings,
              testSpeaker: (id) => done.push(`tested speaker ${id}`),
              askedLanguage: null,
              log,
            }}
          >
            <DeskShell />
          </FaceContext>
        )
    }
  }
}
