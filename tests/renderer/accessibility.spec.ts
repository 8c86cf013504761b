import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { openHarness } from './harness/open-harness.ts'
import type { HarnessStart } from './harness/harness.tsx'
import {
  admitted,
  followUpDone,
  heldPhase,
  nowMs,
  sampleCall,
  sampleFollowUp,
  sampleKnock,
  sampleState,
  sampleVisit,
  withPresence,
} from './sample-state.ts'

test.use({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP', viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' })

const knocks = [
  sampleKnock('knock-1', { waitedMs: 130_000 }),
  sampleKnock('knock-2', { name: '' }),
  sampleKnock('knock-3', { name: '鈴木', phase: heldPhase(60_000) }),
  sampleKnock('knock-4', { name: '高橋', visitorLink: 'lost' }),
]

const followUps = [sampleFollowUp('f1', 'call-back-requested'), sampleFollowUp('f2', 'missed')]

type Case = {
  readonly name: string
  readonly start: Omit<HarnessStart, 'permission'>
  readonly open?: (page: Page) => Promise<void>
}

const cases: readonly Case[] = [
  { name: 'empty queue', start: { view: 'page', state: sampleState() } },
  {
    name: 'queue with every kind of knock and the replies open',
    start: { view: 'page', state: sampleState({ knocks }) },
    open: (page) => page.getByRole('button', { name: '返事を選ぶ' }).first().click(),
  },
  {
    name: 'problems',
    start: {
      view: 'page',
      state: sampleState({
        connection: { kind: 'offline', sinceMs: nowMs },
        ring: { kind: 'needs-gesture' },
        alert: { kind: 'failed', cause: 'x' },
        knocks,
      }),
    },
  },
  {
    name: 'call with others waiting and devices open',
    start: { view: 'page', state: sampleState({ calls: [sampleCall()], knocks }) },
    open: (page) => page.getByRole('button', { name: '機器を選ぶ' }).click(),
  },
  {
    name: 'screen picker',
    start: { view: 'app', state: sampleState({ calls: [sampleCall()] }) },
    open: (page) =>
      page.evaluate(() =>
        window.harness.requestShare([{ id: 'w', name: 'drawing', kind: 'window', thumbnailUrl: '' }]),
      ),
  },
  {
    name: 'visit log',
    start: { view: 'page', state: sampleState({ followUps }) },
    open: async (page) => {
      const visits = [
        sampleVisit('v1', admitted, { call: { endedAtMs: nowMs, reason: 'visitor-left' } }),
        sampleVisit('v2', { kind: 'withdrawn' }, { company: '佐藤商会', followUp: followUpDone }),
        sampleVisit('v3', { kind: 'not-knocked' }),
      ]
      await page.evaluate((given) => {
        const { client } = window.harness
        client.answerRequest('visits:list', () =>
          Promise.resolve({ kind: 'ok', value: { visits: given, hasMore: true } }),
        )
        client.answerRequest('visits:stats', () =>
          Promise.resolve({
            kind: 'ok',
            value: {
              knocks: 3,
              admitted: 2,
              knocksByHour: Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 3 : 0)),
              medianWaitMs: 9000,
            },
          }),
        )
      }, visits)
      await page.getByRole('link', { name: '来訪記録' }).click()
      await expect(page.getByRole('table', { name: /今日/ })).toBeVisible()
      await expect(page.locator('.week-chart')).toBeVisible()
    },
  },
  {
    name: 'settings of the app',
    start: { view: 'app', state: sampleState() },
    open: async (page) => {
      await page.getByRole('link', { name: '設定', exact: true }).click()
      await page.getByRole('navigation', { name: '設定' }).getByRole('link', { name: 'ネットワーク' }).click()
      await page.getByRole('radio', { name: '別の場所のサーバーを使う' }).check()
    },
  },
  {
    name: 'erasing a visitor',
    start: { view: 'page', state: sampleState() },
    open: async (page) => {
      await page.evaluate(
        (given) => {
          window.harness.client.answerRequest('visits:list', () =>
            Promise.resolve({ kind: 'ok', value: { visits: [given], hasMore: false } }),
          )
        },
        sampleVisit('v2', { kind: 'withdrawn' }),
      )
      await page.getByRole('link', { name: '来訪記録' }).click()
      await page.getByRole('button', { name: '佐藤商会様の記録を消す' }).click()
    },
  },
  {
    name: 'the choice of until when',
    start: {
      view: 'page',
      state: withPresence(
        { kind: 'manual', presence: 'in-meeting', untilMs: null },
        { presence: 'in-meeting', untilMs: null },
      ),
    },
    open: (page) => page.getByRole('button', { name: 'いつまで' }).click(),
  },
  {
    name: 'alarms',
    start: {
      view: 'page',
      state: sampleState({
        alarms: [{ kind: 'server-unreachable', sinceMs: nowMs }, { kind: 'sound-lost' }, { kind: 'alerts-blocked' }],
        alert: { kind: 'failed', cause: 'x' },
      }),
    },
  },
  { name: 'flashing', start: { view: 'page', state: sampleState({ knocks, isFlashing: true }) } },
  { name: 'card', start: { view: 'card', state: sampleState({ knocks }) } },
  { name: 'sharing pill', start: { view: 'sharing', state: sampleState() } },
  { name: 'not paired', start: { view: 'not-paired', state: sampleState() } },
  { name: 'whether to pair anew', start: { view: 'pairing-question', state: sampleState() } },
]

for (const theme of ['light', 'dark'] as const) {
  for (const { name, start, open } of cases) {
    test(`${name} in ${theme} has nothing that axe finds`, async ({ page }) => {
      // The small windows take the theme from the system where they have no settings of their own.
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      const state = { ...start.state, settings: { ...start.state.settings, theme } }
      await openHarness(page, { ...start, state })
      await expect(page.locator('#root > *').first()).toBeVisible()
      await open?.(page)
      const { violations } = await new AxeBuilder({ page }).analyze()
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
      )
      expect(found).toEqual([])
    })
  }
}
