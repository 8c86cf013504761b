/** What the desk fetches after its first paint: while it is idle, or when somebody wants it. */
import { expect, test } from '@playwright/test'
import { change, openHarness } from './harness/open-harness.ts'
import { sampleCall, sampleState } from './sample-state.ts'

test.use({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP', viewport: { width: 1366, height: 768 } })

test('all screens and languages are there before the server goes away', async ({ page }) => {
  const asked = new Set<string>()
  let isAway = false
  const hasFile = (name: string): boolean => {
    asked.add(name)
    return !isAway
  }
  const countOf = (file: string) => [...asked].filter((name) => name.startsWith(`assets/${file}-`)).length
  await openHarness(page, { view: 'page', state: sampleState() }, { hasFile })
  for (const screen of ['Settings', 'VisitLog', 'call-screen']) {
    await expect.poll(() => countOf(screen)).toBeGreaterThan(0)
  }
  // What the settings say, in both languages: the last that is fetched.
  await expect.poll(() => countOf('later')).toBe(2)
  await page.waitForLoadState('networkidle')
  isAway = true
  await page.getByRole('link', { name: '設定' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '設定' })).toBeVisible()
  await page.getByRole('link', { name: '来訪記録' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '来訪記録' })).toBeVisible()
  await change(page, { settings: { ...sampleState().settings, language: 'en' } })
  await expect(page.getByRole('heading', { level: 1, name: 'Visit log' })).toBeVisible()
  await change(page, { calls: [sampleCall()] })
  await expect(page.getByRole('region', { name: /^Call with/ })).toBeVisible()
})

test('a screen that cannot be fetched says so, and comes as soon as it can', async ({ page }) => {
  let isThere = false
  const hasFile = (name: string): boolean => isThere || !name.startsWith('assets/Settings-')
  await openHarness(page, { view: 'page', state: sampleState() }, { hasFile })
  await page.getByRole('link', { name: '設定' }).click()
  await expect(page.getByRole('alert').getByRole('button', { name: '読み込み直す' })).toBeVisible()
  isThere = true
  await expect(page.getByRole('heading', { level: 1, name: '設定' })).toBeVisible({ timeout: 15_000 })
  await expect(page.getByRole('button', { name: '読み込み直す' })).toBeHidden()
})
