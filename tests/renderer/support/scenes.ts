/** Every screen of the desk at its fullest, for whoever looks at them: accessibility, sizes, pictures. */
import { expect, type Page } from '@playwright/test'
import { texts } from '../../../src-renderer/texts/all-texts.ts'
import { ownCall } from '../../../src-desk/core/selectors.ts'
import type { DeskState } from '../../../src-shared/desk-state.ts'
import type { Language } from '../../../src-shared/language.ts'
import type { Visit } from '../../../src-shared/visit.ts'
import type { HarnessStart } from '../harness/harness.tsx'
import { openHarness } from '../harness/open-harness.ts'
import {
  admitted,
  followUpDone,
  heldPhase,
  nowMs,
  otherDesk,
  sampleCall,
  sampleFollowUp,
  sampleKnock,
  sampleState,
  sampleVisit,
  withPresence,
} from '../sample-state.ts'

type Words = (typeof texts)[Language]

export type DeskScene = {
  readonly name: string
  readonly view: HarnessStart['view']
  readonly state: DeskState
  /** What a person does until the screen looks like this. */
  readonly open?: (page: Page, words: Words) => Promise<void>
  /** Of the small windows, which have one size of their own. */
  readonly viewport?: { readonly width: number; readonly height: number }
}

export type DeskLook = {
  readonly language: Language
  readonly theme: 'light' | 'dark'
  /** No clock on the screen moves. */
  readonly isTimeFixed?: boolean
}

/** Opens the face with this scene. */
export async function openScene(
  page: Page,
  scene: DeskScene,
  { language, theme, isTimeFixed = false }: DeskLook,
): Promise<void> {
  // The small windows take the theme from the system where they have no settings of their own.
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  const state = { ...scene.state, settings: { ...scene.state.settings, language, theme } }
  await openHarness(page, { view: scene.view, state }, { isTimeFixed })
  await expect(page.locator('#root > *').first()).toBeVisible()
  const isDesk = scene.view === 'page' || scene.view === 'app'
  // The view of a call comes after the first paint.
  if (isDesk && ownCall(state)) await expect(page.locator('.call')).toBeVisible()
  await scene.open?.(page, texts[language])
}

const oneKnock = [sampleKnock('knock-1', { name: '株式会社みなと 山田', waitedMs: 8_000 })]

/** Each kind that can stand in the queue. */
export const everyKnock = [
  sampleKnock('knock-1', { waitedMs: 130_000 }),
  sampleKnock('knock-2', { name: '' }),
  sampleKnock('knock-3', { name: '鈴木', phase: heldPhase(60_000) }),
  sampleKnock('knock-4', { name: '高橋', visitorLink: 'lost' }),
]

const followUps = [sampleFollowUp('f1', 'call-back-requested'), sampleFollowUp('f2', 'missed')]

const someVisits = [
  sampleVisit('v1', admitted, { call: { endedAtMs: nowMs, reason: 'visitor-left' } }),
  sampleVisit('v2', { kind: 'withdrawn' }, { company: '佐藤商会', followUp: followUpDone }),
  sampleVisit('v3', { kind: 'not-knocked' }),
]

const denied = [
  {
    knockId: oneKnock[0]!.id,
    name: '田中',
    atMs: nowMs - 60_000,
    waitedMs: 42_000,
    end: { kind: 'denied', by: otherDesk, message: null },
  },
] as const

export const deskScenes: readonly DeskScene[] = [
  { name: 'empty queue', view: 'page', state: sampleState() },
  {
    name: 'empty queue of the first hour',
    view: 'page',
    state: sampleState({ settings: { ...sampleState().settings, areFirstStepsPutAway: false } }),
    open: (page, words) => page.getByRole('button', { name: words.practice.start }).waitFor(),
  },
  {
    name: 'practice knock',
    view: 'page',
    state: sampleState({ knocks: [sampleKnock('knock-1', { kind: 'practice' })] }),
  },
  {
    name: 'empty queue after a call',
    view: 'page',
    state: sampleState({
      recentEnds: denied,
      lastCallEnd: { callId: sampleCall().id, visitorName: '鈴木', reason: 'visitor-left' },
    }),
  },
  {
    name: 'empty queue of an app that only this computer reaches',
    view: 'app',
    state: sampleState({ visitorUrl: 'http://localhost:5050/front-desk' }),
  },
  {
    name: 'closed',
    view: 'page',
    state: withPresence({ kind: 'manual', presence: 'closed', untilMs: null }, { presence: 'closed', untilMs: null }),
  },
  {
    name: 'the choice of until when',
    view: 'page',
    state: withPresence(
      { kind: 'manual', presence: 'in-meeting', untilMs: null },
      { presence: 'in-meeting', untilMs: null },
    ),
    open: (page, words) => page.getByRole('button', { name: words.presence.until }).click(),
  },
  { name: 'one knock', view: 'page', state: sampleState({ knocks: oneKnock }) },
  { name: 'queue with every kind of knock', view: 'page', state: sampleState({ knocks: everyKnock }) },
  {
    name: 'replies to a knock',
    view: 'page',
    state: sampleState({ knocks: everyKnock }),
    open: (page, words) => page.getByRole('button', { name: words.queue.chooseReply.deny }).first().click(),
  },
  {
    name: 'words for one who is asked to wait',
    view: 'page',
    state: sampleState({ knocks: oneKnock }),
    open: (page, words) => page.getByRole('button', { name: words.queue.chooseReply.hold }).first().click(),
  },
  {
    name: 'problems',
    view: 'page',
    state: sampleState({
      connection: { kind: 'offline', sinceMs: nowMs },
      ring: { kind: 'needs-gesture' },
      alert: { kind: 'failed', cause: 'x' },
      knocks: everyKnock,
    }),
  },
  {
    name: 'alarms',
    view: 'page',
    state: sampleState({
      alarms: [{ kind: 'server-unreachable', sinceMs: nowMs }, { kind: 'sound-lost' }, { kind: 'alerts-blocked' }],
      alert: { kind: 'failed', cause: 'x' },
    }),
  },
  { name: 'flashing', view: 'page', state: sampleState({ knocks: everyKnock, isFlashing: true }) },
  { name: 'call', view: 'page', state: sampleState({ calls: [sampleCall()] }), open: seeVisitor },
  {
    name: 'call with a shared screen',
    view: 'page',
    state: sampleState({ calls: [sampleCall()] }),
    async open(page) {
      await seeVisitor(page)
      await changeLink(page, { isSharingScreen: true })
      await expect(page.locator('video')).not.toHaveCount(2)
      await seeVideos(page)
    },
  },
  {
    name: 'call with others waiting and devices open',
    view: 'page',
    state: sampleState({ calls: [sampleCall()], knocks: everyKnock }),
    async open(page, words) {
      await seeVisitor(page)
      await page.getByRole('button', { name: words.call.devices }).click()
    },
  },
  {
    name: 'screen picker',
    view: 'app',
    state: sampleState({ calls: [sampleCall()] }),
    async open(page) {
      await seeVisitor(page)
      await page.evaluate(() =>
        window.harness.requestShare([{ id: 'w', name: 'drawing', kind: 'window', thumbnailUrl: '' }]),
      )
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
  {
    name: 'visit log',
    view: 'page',
    state: sampleState({ followUps }),
    async open(page, words) {
      await openLog(page, words, someVisits)
      await expect(page.locator('.visit-name').first()).toBeVisible()
      await expect(page.locator('.week')).toBeVisible()
    },
  },
  {
    name: 'erasing a visitor',
    view: 'page',
    state: sampleState(),
    async open(page, words) {
      await openLog(page, words, [sampleVisit('v2', { kind: 'withdrawn' })])
      const label = new RegExp(words.visits.erase.label.replace(/\{\{.*?\}\}/, '.*'))
      await page.getByRole('button', { name: label }).click()
    },
  },
  { name: 'card', view: 'card', state: sampleState({ knocks: everyKnock }), viewport: { width: 420, height: 300 } },
  { name: 'sharing pill', view: 'sharing', state: sampleState(), viewport: { width: 420, height: 64 } },
  { name: 'not paired', view: 'not-paired', state: sampleState() },
  { name: 'whether to pair anew', view: 'pairing-question', state: sampleState() },
]

async function openLog(page: Page, words: Words, visits: readonly Visit[]): Promise<void> {
  await page.evaluate((given) => {
    const { client } = window.harness
    client.answerRequest('visits:list', () => Promise.resolve({ kind: 'ok', value: { visits: given, hasMore: false } }))
    const knocksByHour = Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 3 : 0))
    client.answerRequest('visits:stats', () =>
      Promise.resolve({ kind: 'ok', value: { knocks: 3, admitted: 2, knocksByHour, medianWaitMs: 9000 } }),
    )
  }, visits)
  await page.getByRole('link', { name: words.navigation.visits }).click()
  await expect(page.locator('.visits')).toBeVisible()
}

/** The call as it is once both are there: the visitor and the desk see each other. */
async function seeVisitor(page: Page): Promise<void> {
  await page.waitForFunction(() => window.harness.links.length > 0)
  await changeLink(page, {})
  await seeVideos(page)
}

function changeLink(page: Page, patch: { readonly isSharingScreen?: boolean }): Promise<void> {
  const remote = { isMicrophoneOn: true, isCameraOn: true, isSharingScreen: false, isShowingPart: false, ...patch }
  return page.evaluate(
    (given) => window.harness.links.at(-1)?.change({ link: { kind: 'connected' }, remote: given }),
    remote,
  )
}

async function seeVideos(page: Page): Promise<void> {
  await page.waitForFunction(() => [...document.querySelectorAll('video')].every((video) => video.videoWidth > 0))
}
