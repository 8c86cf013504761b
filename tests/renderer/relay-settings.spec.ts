/** Settings, Internet address: from an empty form to a green tick, and what is said when something is wrong. */
import { expect, test, type Page } from '@playwright/test'
import type { RelayView } from '../../src-shared/relay-set-up.ts'
import { openHarness } from './harness/open-harness.ts'
import { nowMs, sampleState } from './sample-state.ts'
import {
  caaRecord,
  fingerprint,
  noRelay,
  relayHost,
  relayName,
  showRelays,
  showServerKey,
} from './support/relay-answers.ts'

test.use({ locale: 'ja-JP', viewport: { width: 1366, height: 900 } })

const place = { host: relayHost, name: relayName }
const up: RelayView = {
  relays: [{ ...place, line: { kind: 'up', sinceMs: nowMs } }],
  certificate: { kind: 'good', untilMs: nowMs + 80 * 86_400_000 },
  caa: { record: caaRecord, state: 'none' },
  work: { kind: 'done', ...place },
}

async function open(page: Page, view: RelayView): Promise<void> {
  await openHarness(page, { view: 'page', state: sampleState({ publicUrl: `https://${relayName}/front-desk` }) })
  await showRelays(page, view)
  await page.evaluate(() => {
    location.hash = 'settings/relay'
  })
}

const asked = (page: Page) =>
  page.evaluate(() =>
    window.harness.client.requests.filter(({ name }) => name.startsWith('relay:') && name !== 'relay:show'),
  )

test('nothing is sent to a server before a person has seen its key; then it goes on to a green tick', async ({
  page,
}) => {
  await open(page, noRelay)
  await showServerKey(page)
  const look = page.getByRole('button', { name: 'サーバーを確かめる' })
  await expect(look).toBeDisabled()
  await page.getByLabel('サーバーのアドレス').fill(relayHost)
  await look.click()
  await expect(page.getByText(fingerprint)).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'nginx' })).toBeVisible()
  const begin = page.getByRole('button', { name: '設定を始める' })
  // Without a name and a password there is nothing to begin.
  await expect(begin).toBeDisabled()
  await page.getByLabel('お客様が開く名前').fill('Desk.Example.jp')
  await page.getByLabel('パスワード').last().fill('geheim')
  expect((await asked(page)).map(({ name }) => name)).toEqual(['relay:look'])
  await showRelays(page, { ...noRelay, work: { kind: 'running', ...place, step: 'configuration' } })
  await begin.click()
  expect((await asked(page)).at(-1)).toEqual({
    name: 'relay:set-up',
    payload: {
      login: { host: relayHost, port: 22, user: 'root', proof: { kind: 'password', password: 'geheim' } },
      hostKey: 'A'.repeat(44),
      name: relayName,
      takesOver: false,
    },
  })
  await expect(page.locator('[aria-current="step"]')).toHaveText('設定を書く')
  await expect(page.getByLabel('サーバーのアドレス')).toHaveCount(0)
  await showRelays(page, up)
  await expect(page.getByText(`${relayName}は、外からここにつながります。`)).toBeVisible()
  await expect(page.getByText('つながっています', { exact: true })).toBeVisible()
  await expect(page.getByRole('img', { name: 'お客様用アドレスのQRコード' })).toBeVisible()
  await expect(page.getByText(`https://${relayName}/front-desk`)).toBeVisible()
})

test('whoever has no domain leaves the name empty, and customers open the numbers of the server', async ({ page }) => {
  await open(page, noRelay)
  await showServerKey(page)
  await page.getByLabel('サーバーのアドレス').fill('vps.example.jp')
  await expect(page.getByText(/お客様が開く名前を入れるか/)).toBeVisible()
  await page.getByLabel('サーバーのアドレス').fill(relayHost)
  await expect(page.getByText(/お客様が開く名前を入れるか/)).toBeHidden()
  await page.getByLabel('パスワード').last().fill('geheim')
  await page.getByRole('button', { name: 'サーバーを確かめる' }).click()
  await expect(page.getByText(`お客様はhttps://${relayHost}/を開きます。`)).toBeVisible()
  await showRelays(page, {
    ...up,
    relays: [{ host: relayHost, name: relayHost, line: { kind: 'up', sinceMs: nowMs } }],
    caa: null,
  })
  await page.getByRole('button', { name: '設定を始める' }).click()
  expect((await asked(page)).at(-1)?.payload).toMatchObject({ name: relayHost, login: { host: relayHost } })
  await expect(page.getByText(/サーバーの数字がそのままアドレスです/)).toBeVisible()
  await expect(page.getByText(/ドメインの管理画面で/)).toHaveCount(0)
})

test('another address takes the key away that was shown, and a server that does not answer is said', async ({
  page,
}) => {
  await open(page, noRelay)
  await showServerKey(page)
  await page.getByLabel('サーバーのアドレス').fill(relayHost)
  await page.getByRole('button', { name: 'サーバーを確かめる' }).click()
  await expect(page.getByText(fingerprint)).toBeVisible()
  await page.getByLabel('サーバーのアドレス').fill('203.0.113.99')
  await expect(page.getByText(fingerprint)).toBeHidden()
  await page.evaluate(() => {
    const nobody = { kind: 'failed', code: 'not-found', message: '' } as const
    window.harness.client.answerRequest('relay:look', () => Promise.resolve(nobody))
  })
  await page.getByRole('button', { name: 'サーバーを確かめる' }).click()
  await expect(page.getByRole('alert')).toContainText('サーバーが応答しません')
})

test('a set-up that failed says why in words, keeps the form, and a line that is down says since when', async ({
  page,
}) => {
  await open(page, { ...noRelay, work: { kind: 'failed', ...place, fault: 'port-taken', detail: 'apache2' } })
  await expect(page.getByRole('alert')).toContainText('apache2がポート443を使っています')
  await expect(page.getByLabel('サーバーのアドレス')).toBeVisible()
  await open(page, {
    relays: [{ ...place, line: { kind: 'down', sinceMs: nowMs, fault: 'socket-refused' } }],
    certificate: { kind: 'failing', untilMs: nowMs, urgentFromMs: nowMs, why: 'DNS problem' },
    caa: { record: caaRecord, state: 'shut' },
    work: { kind: 'none' },
  })
  await expect(page.getByText('この名前を、ほかのパソコンが使っています。')).toBeVisible()
  await expect(page.getByText('DNS problem')).toBeVisible()
  // What keeps the certificate from coming stands open.
  await expect(page.getByText(/証明書を更新できません。この記録に/)).toBeVisible()
  await expect(page.getByText(caaRecord)).toBeVisible()
})

test('the record that shuts others out is there to be copied, and says whether it is in place', async ({ page }) => {
  await open(page, up)
  await expect(page.getByText(caaRecord)).toBeHidden()
  await page.getByText('サーバーを管理する人に、証明書を取らせないために').click()
  await expect(page.getByText(caaRecord)).toBeVisible()
  await expect(page.getByText('まだ入っていません。')).toBeVisible()
  await showRelays(page, { ...up, caa: { record: caaRecord, state: 'right' } })
  await expect(page.getByText('入っています。', { exact: true })).toBeVisible({ timeout: 20_000 })
})

test('an address is given up by one press and its confirmation', async ({ page }) => {
  await open(page, up)
  await page.getByRole('button', { name: 'このアドレスをやめる' }).click()
  const dialog = page.getByRole('dialog', { name: `${relayName}をやめますか` })
  await showRelays(page, { ...noRelay, work: { kind: 'removed', ...place } })
  await dialog.getByRole('button', { name: 'このアドレスをやめる' }).click()
  expect(await asked(page)).toEqual([{ name: 'relay:remove', payload: { host: relayHost, login: null } }])
  await expect(page.getByText(`${relayName}をやめました。`)).toBeVisible()
})

test('what was typed stays while the server is away', async ({ page }) => {
  await open(page, noRelay)
  await page.getByLabel('サーバーのアドレス').fill(relayHost)
  const before = await page.evaluate(() => window.harness.client.requests.length)
  await page.evaluate(() => {
    const away = { kind: 'failed', code: 'offline', message: '' } as const
    window.harness.client.answerRequest('relay:show', () => Promise.resolve(away))
    window.harness.client.change({ connection: { kind: 'offline', sinceMs: Date.now() } })
  })
  await expect.poll(() => page.evaluate(() => window.harness.client.requests.length)).toBeGreaterThan(before)
  await expect(page.getByRole('button', { name: 'サーバーを確かめる' })).toBeDisabled()
  await expect(page.getByLabel('サーバーのアドレス')).toHaveValue(relayHost)
})

test('a server of several rooms sends one to its computer', async ({ page }) => {
  await open(page, noRelay)
  await page.evaluate(() => {
    const several = { kind: 'failed', code: 'wrong-state', message: '' } as const
    window.harness.client.answerRequest('relay:show', () => Promise.resolve(several))
    location.hash = 'settings/log'
  })
  await page.getByRole('link', { name: '社外からのアドレス' }).click()
  await expect(page.getByText(/部屋が複数あります/)).toBeVisible()
})
