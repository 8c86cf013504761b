/** A PC whose time zone is changed while the desk is open, as when somebody travels or mends its clock. */
import { expect, test, type CDPSession, type Page } from '@playwright/test'
import { change, openHarness } from './harness/open-harness.ts'
import { admitted, nowMs, sampleState, sampleVisit } from './sample-state.ts'

test.use({ locale: 'ja-JP', viewport: { width: 1366, height: 768 } })

async function setTimeZone(session: CDPSession, timezoneId: string): Promise<void> {
  await session.send('Emulation.setTimezoneOverride', { timezoneId })
}

async function openIn(page: Page, timeZone: string): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await page.goto('about:blank')
  await setTimeZone(session, timeZone)
  return session
}

test('the last knocks and the visit log show the new zone’s times within half a minute, without a load', async ({
  page,
}) => {
  const session = await openIn(page, 'Asia/Tokyo')
  const visit = sampleVisit('v1', admitted, { startedAtMs: nowMs - 3_600_000 })
  await openHarness(page, { view: 'page', state: sampleState() })
  await page.evaluate(
    (visits) => {
      window.harness.client.answerRequest('visits:list', () =>
        Promise.resolve({ kind: 'ok', value: { visits, hasMore: false } }),
      )
    },
    [visit],
  )
  await change(page, { recentEnds: [{ knockId: visit.id, name: '田中', end: admitted, waitedMs: 5_000, atMs: nowMs }] })
  const ended = page.getByRole('region', { name: 'さきほどの来訪' })
  await expect(ended).toContainText('10:00')
  await setTimeZone(session, 'America/New_York')
  await page.clock.runFor(30_000)
  await expect(ended).toContainText('20:00')

  await page.getByRole('link', { name: '来訪記録' }).click()
  await expect(page.locator('.visit-day-title')).toContainText('11月21日')
  await expect(page.locator('.visit-time')).toHaveText('19:00')
  await setTimeZone(session, 'Asia/Tokyo')
  await page.clock.runFor(30_000)
  await expect(page.locator('.visit-day-title')).toContainText('11月22日')
  await expect(page.locator('.visit-time')).toHaveText('9:00')
})
