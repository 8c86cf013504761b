import { expect, test, type Page } from '@playwright/test'
import { commandsOf, doneIn, openHarness } from './harness/open-harness.ts'
import { sampleState } from './sample-state.ts'

test.use({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP', viewport: { width: 1366, height: 768 } })

/** As a person gets there: by the link of the screen, then by that of the section. */
async function openSection(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: '設定', exact: true }).click()
  await page.getByRole('navigation', { name: '設定' }).getByRole('link', { name }).click()
}

test.describe('settings', () => {
  test('the company is saved by a button, and a wrong phone number is explained instead', async ({ page }) => {
    await openHarness(page, { view: 'page', state: sampleState() })
    await page.getByRole('link', { name: '設定' }).click()
    const section = page.getByRole('region', { name: '会社の案内' })
    const save = section.getByRole('button', { name: '保存' })
    await expect(save).toBeDisabled()
    await expect(section.getByText('保存しました')).toHaveCount(0)
    await section.getByLabel('電話番号').fill('電話')
    await expect(section.getByText('電話番号には、数字と')).toBeVisible()
    await expect(save).toBeDisabled()
    await section.getByLabel('電話番号').fill('03-0000-0000')
    await section.getByLabel('会社名（日本語）').fill('山本精機株式会社 ')
    await save.click()
    await expect(section.getByText('保存しました')).toBeVisible()
    expect(await commandsOf(page)).toEqual([
      {
        kind: 'set-profile',
        profile: {
          company: { ja: '山本精機株式会社', en: 'Yamamoto Precision' },
          phone: '03-0000-0000',
          greeting: { ja: 'いらっしゃいませ。', en: 'Welcome.' },
        },
      },
    ])
  })

  test('name, language and theme are kept as they are changed', async ({ page }) => {
    await openHarness(page, { view: 'page', state: sampleState() })
    await openSection(page, 'この端末')
    await page.getByLabel('この受付の名前').fill('検査室')
    await page.getByRole('radio', { name: '暗い' }).check()
    await page.getByRole('radio', { name: 'English' }).check()
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
    expect(await commandsOf(page)).toEqual([
      { kind: 'change-settings', settings: { deskName: '検査室' } },
      { kind: 'change-settings', settings: { theme: 'dark' } },
      { kind: 'change-settings', settings: { language: 'en' } },
    ])
  })

  test('ring and notice can be tried before a visitor does', async ({ page }) => {
    await openHarness(page, { view: 'page', state: sampleState({ alert: { kind: 'shown' } }) })
    await openSection(page, '音と通知')
    await page.getByRole('slider', { name: '音量' }).press('ArrowRight')
    await page.getByLabel('鳴らすスピーカー').selectOption({ label: 'Hall loudspeaker' })
    await page.getByRole('button', { name: '音を試す' }).click()
    await page.getByRole('button', { name: '通知を試す' }).click()
    await expect(page.getByText('通知を出しました。')).toBeVisible()
    expect(await commandsOf(page)).toEqual([
      { kind: 'change-settings', settings: { ring: { volume: 0.9, outputDeviceId: '' } } },
      { kind: 'change-settings', settings: { ring: { volume: 0.9, outputDeviceId: 'speaker-2' } } },
      { kind: 'test-ring' },
      { kind: 'test-alert' },
    ])
  })

  test('camera and microphone open for a look and close when one leaves', async ({ page }) => {
    await openHarness(page, { view: 'page', state: sampleState() })
    await openSection(page, '通話の機器')
    await page.getByRole('button', { name: '映りと声を確かめる' }).click()
    await expect(page.getByLabel('あなた')).toBeVisible()
    await page.getByRole('link', { name: '受付' }).click()
    await expect(page.getByText('ドアは開いています')).toBeVisible()
    expect(await page.evaluate(() => [...window.harness.media.done])).toEqual(['open camera microphone', 'close'])
  })

  test('only the app starts with the computer and chooses its server', async ({ page }) => {
    await openHarness(page, { view: 'page', state: sampleState() })
    await openSection(page, 'この端末')
    await expect(page.getByRole('region', { name: 'この端末' })).toBeVisible()
    await expect(page.getByRole('checkbox')).toBeHidden()
    await expect(page.getByRole('link', { name: 'ネットワーク' })).toBeHidden()
  })

  test('only the app starts with the computer', async ({ page }) => {
    await openHarness(page, { view: 'app', state: sampleState() })
    await openSection(page, 'この端末')
    await page.getByRole('checkbox', { name: /パソコンを起動したら/ }).check()
    expect(await commandsOf(page)).toEqual([{ kind: 'change-settings', settings: { isStartedWithComputer: true } }])
  })

  test('a pairing link chooses a server elsewhere; one that is not whole, or of before, is named', async ({ page }) => {
    await openHarness(page, { view: 'app', state: sampleState() })
    await openSection(page, 'ネットワーク')
    await page.getByRole('radio', { name: '別の場所のサーバーを使う' }).check()
    const [link, use] = [
      page.getByLabel('ペアリング用リンク'),
      page.getByRole('button', { name: 'このサーバーを使う' }),
    ]
    const key = 'k'.repeat(43)
    await link.fill('https://desk.example.jp/desk#front-desk.pair.short')
    await use.click()
    await expect(page.getByText('このリンクは正しくありません')).toBeVisible()
    await link.fill(`https://desk.example.jp/desk#front-desk.${key}`)
    await use.click()
    await expect(page.getByText('このリンクは更新前のものです')).toBeVisible()
    await link.fill(`https://desk.example.jp/desk#front-desk.pair.used${key}`)
    await use.click()
    await expect(page.getByText('使用済みか、期限が切れています')).toBeVisible()
    await link.fill(`https://desk.example.jp/desk#front-desk.pair.${key}`)
    await use.click()
    await expect(link).toHaveValue('')
    const server = {
      kind: 'remote',
      url: 'https://desk.example.jp',
      room: 'front-desk',
      key: 't'.repeat(43),
      deskId: 'd_1',
    }
    expect(await commandsOf(page)).toEqual([{ kind: 'change-settings', settings: { server } }])
  })

  test('a server without HTTPS is used only when a person insists, and is warned of from then on', async ({ page }) => {
    await openHarness(page, { view: 'app', state: sampleState() })
    await openSection(page, 'ネットワーク')
    await page.getByRole('radio', { name: '別の場所のサーバーを使う' }).check()
    const [link, use] = [
      page.getByLabel('ペアリング用リンク'),
      page.getByRole('button', { name: 'このサーバーを使う' }),
    ]
    const dialog = page.getByRole('dialog', { name: 'この接続は暗号化されていません' })
    const code = 'k'.repeat(43)
    await link.fill(`http://192.168.1.20:5050/desk#front-desk.pair.${code}`)
    await use.click()
    await expect(dialog).toContainText('http://192.168.1.20:5050')
    await expect(dialog.getByRole('listitem')).toHaveCount(3)
    await dialog.getByRole('button', { name: '使わない' }).click()
    await expect(dialog).toBeHidden()
    expect(await commandsOf(page), 'nothing was sent anywhere').toEqual([])
    await use.click()
    await dialog.getByRole('button', { name: '承知のうえで使う' }).click()
    await expect(page.getByText('暗号化されていない接続を使っています')).toBeVisible()
    expect(await commandsOf(page)).toHaveLength(1)
  })

  test('a server of this very computer needs no HTTPS', async ({ page }) => {
    await openHarness(page, { view: 'app', state: sampleState() })
    await openSection(page, 'ネットワーク')
    await page.getByRole('radio', { name: '別の場所のサーバーを使う' }).check()
    await page.getByLabel('ペアリング用リンク').fill(`http://localhost:5050/desk#front-desk.pair.${'k'.repeat(43)}`)
    await page.getByRole('button', { name: 'このサーバーを使う' }).click()
    await expect.poll(() => commandsOf(page)).toHaveLength(1)
  })

  test('unpairing asks once more', async ({ page }) => {
    await openHarness(page, { view: 'page', state: sampleState() })
    await openSection(page, '端末の一覧')
    await page.getByRole('button', { name: 'この受付のペアリングを解除' }).click()
    expect(await doneIn(page)).toEqual([])
    await page.getByRole('button', { name: /^解除する/ }).click()
    expect(await doneIn(page)).toEqual(['unpaired'])
  })
})
