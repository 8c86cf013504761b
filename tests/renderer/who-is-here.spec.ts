import { expect, test } from '@playwright/test'
import type { PairedDesk } from '../../src-shared/pairing.ts'
import type { Visit } from '../../src-shared/visit.ts'
import { change, commandsOf, openHarness } from './harness/open-harness.ts'
import {
  admitted,
  nowMs,
  otherDesk,
  ownDesk,
  sampleCall,
  sampleFollowUp,
  sampleKnock,
  sampleState,
  sampleVisit,
  thirdDesk,
} from './sample-state.ts'

declare global {
  interface Window {
    changesOfLine?: number
  }
}

test.use({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP', viewport: { width: 1366, height: 768 } })

test('the other desks stand in one line, with who talks since when and who is locked; only a call makes it tick', async ({
  page,
}) => {
  const locked = { ...thirdDesk, isLocked: true } as const
  await openHarness(page, { view: 'page', state: sampleState({ desks: [ownDesk, otherDesk, locked] }) })
  const line = page.getByRole('region', { name: 'ほかの受付' })
  await expect(line.locator('p')).toHaveText(['事務所は待機中', 'スマホは画面をロック中'])
  const countChanges = (): Promise<number> => page.evaluate(() => window.changesOfLine ?? 0)
  await line.evaluate((element) => {
    window.changesOfLine = 0
    const watch = new MutationObserver((changes) => {
      window.changesOfLine = (window.changesOfLine ?? 0) + changes.length
    })
    watch.observe(element, { subtree: true, childList: true, characterData: true, attributes: true })
  })
  await page.clock.runFor(10_000)
  expect(await countChanges()).toBe(0)
  const startedAtMs = (await page.evaluate(() => Date.now())) - 130_000 + 60_000
  const call = sampleCall({ desk: otherDesk, startedAtMs })
  // By the server's clock, which is a minute ahead.
  await change(page, { calls: [call], clockOffsetMs: 60_000 })
  await expect(line.locator('p').first()).toHaveText(/^事務所が通話中2:1\d$/)
  await page.clock.runFor(10_000)
  await expect(line.locator('p').first()).toHaveText(/^事務所が通話中2:2\d$/)
  await change(page, { connection: { kind: 'offline', sinceMs: nowMs } })
  await expect(line).toHaveCount(0)
})

test('a desk that nobody has named asks once, offers what is free, and says what is taken', async ({ page }) => {
  const unnamed = sampleState()
  const state = { ...unnamed, settings: { ...unnamed.settings, deskName: '' } }
  const { problems } = await openHarness(page, {
    view: 'page',
    state: { ...state, connection: { kind: 'connecting' } },
  })
  const pair = (...given: readonly { readonly name: string }[]): Promise<void> =>
    page.evaluate((desks) => {
      const paired = desks.map((desk) => ({ ...desk, role: 'desk', pairedAtMs: 0, lastSeenAtMs: 0, isConnected: true }))
      window.harness.client.answerRequest('desks:list', () =>
        Promise.resolve({ kind: 'ok', value: paired as unknown as PairedDesk[] }),
      )
    }, given)
  const ownBefore = { ...ownDesk, name: 'ブラウザー' }
  await pair(ownBefore)
  const question = page.getByRole('region', { name: 'この受付を何と呼びますか' })
  await expect(question).toHaveCount(0)
  await change(page, { connection: { kind: 'online' }, desks: [ownDesk] })
  // Alone as well: the log of today is read when there are two.
  await expect(question.getByRole('button')).toHaveText([
    '事務所',
    '加工場',
    'スマホ',
    'この名前にする',
    '「パソコン」のままにする',
  ])
  await pair(ownBefore, otherDesk)
  await change(page, { desks: [ownDesk, otherDesk] })
  await expect(question.getByRole('button')).toHaveText([
    '事務所 2',
    '加工場',
    'スマホ',
    'この名前にする',
    '「パソコン」のままにする',
  ])
  await question.getByRole('textbox').fill('事務所')
  await expect(question.getByText('「事務所」という受付はもうあります。「事務所 2」なら見分けられます。')).toBeVisible()
  // It gives way to whoever knocks.
  await change(page, { knocks: [sampleKnock('knock-1')] })
  await expect(question).toHaveCount(0)
  await change(page, { knocks: [] })
  await question.getByRole('textbox').fill(' 検査室 ')
  for (const name of ['この名前にする', '加工場', '「パソコン」のままにする']) {
    await question.getByRole('button', { name }).click()
    await expect(page.getByText('ドアは開いています')).toBeVisible()
    await expect(question).toHaveCount(0)
    await change(page, { settings: { ...state.settings, deskName: '' } })
  }
  expect(await commandsOf(page)).toMatchObject(
    ['検査室', '加工場', 'パソコン'].map((deskName) => ({ kind: 'change-settings', settings: { deskName } })),
  )
  expect(problems).toEqual([])
})

test('the settings show what the room calls this desk, also when another one has renamed it', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState() })
  await page.evaluate(
    (own) => {
      const desk = { ...own, role: 'desk', pairedAtMs: 0, lastSeenAtMs: 0, isConnected: true }
      window.harness.client.answerRequest('desks:list', () =>
        Promise.resolve({ kind: 'ok', value: [desk] as unknown as PairedDesk[] }),
      )
      location.hash = 'settings/desk'
    },
    { ...ownDesk, name: '検査室' },
  )
  await expect(page.getByLabel('この受付の名前')).toHaveValue('検査室')
})

test('a quiet line says who was last, whether all of today were let in, and how many to phone', async ({ page }) => {
  const answer = (given: { last: Visit | null; knocks: number; admitted: number }): Promise<void> =>
    page.evaluate(({ last, knocks, admitted }) => {
      const { client } = window.harness
      client.answerRequest('visits:list', () =>
        Promise.resolve({ kind: 'ok', value: { visits: last ? [last] : [], hasMore: false } }),
      )
      client.answerRequest('visits:stats', ({ fromMs }) => {
        // Nobody has come on the next day yet.
        const isToday = fromMs < Date.UTC(2026, 10, 22, 12)
        const counted = isToday ? { knocks, admitted } : { knocks: 0, admitted: 0 }
        return Promise.resolve({ kind: 'ok', value: { ...counted, knocksByHour: [], medianWaitMs: null } })
      })
    }, given)
  const last = sampleVisit('v1', admitted, { startedAtMs: nowMs - 25 * 60_000 })
  const toPhone = ['f1', 'f2'].map((id) => sampleFollowUp(id, 'missed'))
  await openHarness(page, { view: 'page', state: sampleState() })
  const line = page.locator('.day-line')
  await expect(page.getByText('ドアは開いています')).toBeVisible()
  await expect(line).toHaveCount(0)
  await answer({ last, knocks: 3, admitted: 3 })
  await change(page, { followUps: toPhone })
  await expect(line).toHaveText('最後のお客様 9:35 ・ 今日はすべてお迎えしました ・ 折り返し2件')
  // After a restart of the server the line is asked for again.
  await change(page, { connection: { kind: 'offline', sinceMs: nowMs } })
  await answer({ last, knocks: 4, admitted: 3 })
  await change(page, { connection: { kind: 'online' }, followUps: [] })
  await expect(line).toHaveText('最後のお客様 9:35 ・ 今日は4名中3名をお迎えしました')
  await page.clock.fastForward('15:00:00')
  await expect(line).toHaveText('最後のお客様 11月22日(日) 9:35')
})
