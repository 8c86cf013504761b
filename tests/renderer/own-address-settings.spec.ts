/** Settings, Internet address: by a proxy or tunnel that the owner has already. */
import { expect, test, type Page } from '@playwright/test'
import type { OwnAddressView } from '../../src-shared/own-address.ts'
import { openHarness } from './harness/open-harness.ts'
import { nowMs, sampleState } from './sample-state.ts'
import { cloudflared, noOwnAddress, showOwnAddress } from './support/own-address-answers.ts'
import { noRelay, showRelays } from './support/relay-answers.ts'

test.use({ locale: 'ja-JP', viewport: { width: 1366, height: 900 } })

async function open(page: Page, view: OwnAddressView): Promise<void> {
  await openHarness(page, { view: 'page', state: sampleState({}) })
  await showRelays(page, noRelay)
  await showOwnAddress(page, view)
  await page.evaluate(() => {
    location.hash = 'settings/relay'
  })
}

const asked = (page: Page) =>
  page.evaluate(() =>
    window.harness.client.requests.filter(({ name }) => name.startsWith('own-address:') && name !== 'own-address:show'),
  )

test('each way says who can read there, and an address is taken as it was pasted', async ({ page }) => {
  await open(page, noOwnAddress)
  await expect(page.getByText(/サーバーは通信を通すだけで、中身は読めません/)).toBeVisible()
  await page.getByLabel('Cloudflareのトンネル').check()
  await expect(page.getByText(/Cloudflareは中身を読めます/)).toBeVisible()
  await page.getByLabel('TailscaleのFunnel').check()
  await expect(page.getByText(/Tailscaleは中身を読めません/)).toBeVisible()
  await expect(page.getByText('tailscale funnel --bg http://127.0.0.1:5050')).toBeVisible()
  await page.getByLabel('自社のリバースプロキシ').check()
  await expect(page.getByText('http://127.0.0.1:5050', { exact: true })).toBeVisible()
  const use = page.getByRole('button', { name: 'このアドレスを使う' })
  await expect(use).toBeDisabled()
  const origin = page.getByLabel('お客様が開くアドレス')
  await origin.fill('http://desk.example.jp')
  await expect(page.getByText(/httpsで始まるアドレスを/)).toBeVisible()
  await origin.fill(' https://Desk.example.jp/front-desk ')
  await page.getByLabel('プロキシのアドレス').fill('192.168.1.')
  await expect(page.getByText(/数字のアドレスを入れて/)).toBeVisible()
  await expect(use).toBeDisabled()
  await page.getByLabel('プロキシのアドレス').fill('192.168.1.10')
  await showOwnAddress(page, { ...noOwnAddress, kept: cloudflared, look: { kind: 'here', atMs: nowMs } })
  await use.click()
  expect(await asked(page)).toEqual([
    {
      name: 'own-address:set',
      payload: { by: 'proxy', origin: 'https://desk.example.jp', proxy: '192.168.1.10' },
    },
  ])
  await expect(page.getByText(/つながっています（/)).toBeVisible()
  await expect(page.getByRole('img', { name: 'お客様用アドレスのQRコード' })).toBeVisible()
})

test('an address that does not lead here says why, is looked at again, and is given up after a question', async ({
  page,
}) => {
  const look = { kind: 'not-here', atMs: nowMs, fault: 'other' } as const
  await open(page, { ...noOwnAddress, kept: cloudflared, look })
  await expect(page.getByRole('alert')).toContainText('転送先を確かめてください')
  await page.getByRole('button', { name: 'もう一度確かめる' }).click()
  await page.getByRole('button', { name: 'このアドレスをやめる' }).click()
  const dialog = page.getByRole('dialog', { name: 'https://desk.example.jpをやめますか' })
  await showOwnAddress(page, noOwnAddress)
  await dialog.getByRole('button', { name: 'このアドレスをやめる' }).click()
  expect((await asked(page)).map(({ name }) => name)).toEqual(['own-address:look', 'own-address:remove'])
  await expect(page.getByLabel('小さなサーバーを借りる（おすすめ）')).toBeChecked()
})

test('an address that the settings of the server fix is shown and not offered to be changed', async ({ page }) => {
  await open(page, { ...noOwnAddress, fixed: 'https://desk.example.jp' })
  await expect(page.getByText(/サーバーの設定でhttps:\/\/desk\.example\.jpに決まっています/)).toBeVisible()
  await expect(page.getByRole('textbox')).toHaveCount(0)
})
