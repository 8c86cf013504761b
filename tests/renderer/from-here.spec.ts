/** Turning everybody from one place away: never by accident, and taken back in the settings. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import type { Block } from '../../src-shared/source.ts'
import { openHarness } from './harness/open-harness.ts'
import { nowMs, otherDesk, sampleKnock, sampleState } from './sample-state.ts'

test.use({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP', viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' })

const knocks = [
  sampleKnock('knock-1', { name: 'aaaa', source: 'same', waitedMs: 42_000 }),
  sampleKnock('knock-2', { name: 'bbbb', source: 'same', waitedMs: 30_000 }),
  sampleKnock('knock-3', { name: '田中', source: 'other', waitedMs: 20_000 }),
  sampleKnock('knock-4', { name: '', waitedMs: 5_000 }),
]

const requestsOf = (page: Page) =>
  page.evaluate(() => window.harness.client.requests.filter(({ name }) => name.startsWith('sources:')))

async function openDialog(page: Page): Promise<void> {
  const first = page.getByRole('listitem').first()
  await first.getByRole('button', { name: '返事を選ぶ' }).click()
  await first.getByRole('button', { name: 'ここからのノックをまとめて…' }).click()
}

test('it takes three presses, says how many it is about, and the last can be let be', async ({ page }) => {
  const { problems } = await openHarness(page, { view: 'page', state: sampleState({ knocks }) })
  await openDialog(page)
  const dialog = page.getByRole('dialog', { name: '同じところからのノック' })
  await expect(dialog).toContainText('2件')
  for (const name of ['すべてお断りする（2件）', '1時間', '今日中', '7日間', '何もしない']) {
    const box = await dialog.getByRole('button', { name, exact: true }).boundingBox()
    expect(box?.height).toBeGreaterThanOrEqual(56)
  }
  // What is focused first does nothing.
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await openDialog(page)
  await dialog.getByRole('button', { name: '何もしない' }).click()
  await expect(dialog).toBeHidden()
  expect(await requestsOf(page)).toEqual([])
  await openDialog(page)
  await dialog.getByRole('button', { name: '今日中' }).click()
  await expect(dialog).toBeHidden()
  expect(await requestsOf(page)).toEqual([
    { name: 'sources:block', payload: { knockId: 'knock-1', message: null, span: 'today' } },
  ])
  // The server's answer of the fake is that there is no such thing, which is said.
  await expect(page.getByText('お客様はもう退出されました。')).toBeVisible()
  expect(problems).toEqual([])
})

test('all of them can be denied without a block', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState({ knocks }) })
  await openDialog(page)
  await page.getByRole('button', { name: 'すべてお断りする（2件）' }).click()
  expect(await requestsOf(page)).toEqual([{ name: 'sources:deny', payload: { knockId: 'knock-1', message: null } }])
})

test('it is not offered where nobody can tell who comes from the same place, nor beside hold', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState({ knocks }) })
  const last = page.getByRole('listitem').last()
  await last.getByRole('button', { name: '返事を選ぶ' }).click()
  await expect(last.getByRole('button', { name: '返事を付けずにお断り' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'ここからのノックをまとめて…' })).toHaveCount(0)
  await page.getByRole('listitem').first().getByRole('button', { name: '待っていただく言葉を選ぶ' }).click()
  await expect(page.getByRole('button', { name: 'ここからのノックをまとめて…' })).toHaveCount(0)
})

const looks = [
  { language: 'ja', theme: 'light', size: { width: 1366, height: 768 } },
  { language: 'en', theme: 'dark', size: { width: 390, height: 844 } },
] as const

for (const { language, theme, size } of looks) {
  test(`dialog and settings are fit to be used: ${language} ${theme}`, async ({ page }) => {
    await page.setViewportSize(size)
    const state = sampleState({ knocks })
    const settings = { ...state.settings, language, theme }
    await openHarness(page, { view: 'page', state: { ...state, settings } })
    const first = page.getByRole('listitem').first()
    await first.getByRole('button', { name: language === 'ja' ? '返事を選ぶ' : 'Choose a reply' }).click()
    await expectGood(page, `from-here-menu-${language}`)
    await first.getByRole('button', { name: language === 'ja' ? 'ここから' : 'All knocks from here' }).click()
    await expectGood(page, `from-here-${language}`)
    await page.keyboard.press('Escape')
    await page.evaluate(() => {
      location.hash = 'settings/blocks'
    })
    await expect(page.getByText(language === 'ja' ? '止めている相手はありません' : 'Nobody is blocked')).toBeVisible()
  })

  test(`a block is shown with its end, and lifted: ${language} ${theme}`, async ({ page }) => {
    await page.setViewportSize(size)
    const state = sampleState()
    await openHarness(page, { view: 'page', state: { ...state, settings: { ...state.settings, language, theme } } })
    const common = { by: otherDesk, sinceMs: nowMs - 600_000 }
    const blocks = [
      { ...common, source: 's-1', visitorName: 'aaaa', untilMs: nowMs + 3_000_000 },
      { ...common, source: 's-2', visitorName: '', untilMs: nowMs + 604_000_000 },
    ]
    await page.evaluate((given) => {
      let left = given as unknown as readonly Block[]
      const { client } = window.harness
      client.answerRequest('sources:blocks', () => Promise.resolve({ kind: 'ok', value: left }))
      client.answerRequest('sources:unblock', ({ source }) => {
        left = left.filter((block) => block.source !== source)
        return Promise.resolve({ kind: 'ok', value: null })
      })
      location.hash = 'settings/blocks'
    }, blocks)
    const items = page
      .getByRole('main')
      .getByRole('list')
      .getByRole('listitem')
      .filter({ hasText: /aaaa|お客様|A visitor/ })
    await expect(items).toHaveCount(2)
    await expect(items.first()).toContainText('10:50')
    await expectGood(page, `blocks-${language}`)
    await items.first().getByRole('button').click()
    await expect(items).toHaveCount(1)
  })
}

async function expectGood(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(width[0]).toBeLessThanOrEqual(width[1] ?? 0)
  await page.screenshot({ path: test.info().outputPath(`${name}.png`) })
}
