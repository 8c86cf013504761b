/** The sections that hold for the whole company. */
import { expect, test, type Page } from '@playwright/test'
import * as v from 'valibot'
import { CallOutIdSchema, type CallOut, type CallOutSecret } from '../../src-shared/call-out.ts'
import { DeskIdSchema } from '../../src-shared/ids.ts'
import { defaultRoomRules } from '../../src-shared/room-rules.ts'
import { change, commandsOf, openHarness } from './harness/open-harness.ts'
import { nowMs, ownDesk, sampleState } from './sample-state.ts'

test.use({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP', viewport: { width: 1366, height: 768 } })

async function openSection(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: '設定', exact: true }).click()
  await page.getByRole('navigation', { name: '設定' }).getByRole('link', { name }).click()
}

function requestsOf(page: Page): Promise<readonly { readonly name: string; readonly payload: unknown }[]> {
  return page.evaluate(() => [...window.harness.client.requests])
}

const save = (page: Page) => page.getByRole('button', { name: '保存', exact: true })

test('opening hours: a week, lunch, holidays and days off are kept together by one button', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState() })
  await openSection(page, '営業時間')
  await expect(save(page)).toBeDisabled()
  await page.getByRole('checkbox', { name: '営業時間に合わせて' }).check()
  await page.getByLabel('月曜日 開始').fill('07:00')
  await page.getByLabel('火曜日 終了').fill('00:00')
  await page.getByRole('checkbox', { name: '水曜日' }).uncheck()
  await page.getByRole('checkbox', { name: '昼休み' }).uncheck()
  await page.getByLabel('休業日', { exact: true }).fill('2026-12-29')
  await page.getByRole('button', { name: '休業日に加える' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: '2026年12月29日' })).toBeVisible()
  const zones = page.getByRole('group', { name: '営業時間の時間帯' })
  await expect(zones.getByRole('radio', { name: '日本標準時' })).toBeChecked()
  await page.getByRole('button', { name: 'ほかの時間帯を探す' }).click()
  await page.getByRole('textbox', { name: '時間帯を探す' }).fill('タイ')
  await page.getByRole('button', { name: 'インドシナ時間（Bangkok' }).click()
  await expect(zones.getByRole('radio', { name: 'インドシナ時間' })).toBeChecked()
  await expect(page.getByText('保存しました')).toHaveCount(0)
  await save(page).click()
  const day = { fromMinute: 510, toMinute: 1050 }
  expect(await commandsOf(page)).toEqual([
    {
      kind: 'set-rules',
      rules: {
        ...defaultRoomRules,
        hours: {
          isUsed: true,
          timeZone: 'Asia/Bangkok',
          week: [null, { fromMinute: 420, toMinute: 1050 }, { fromMinute: 510, toMinute: 1440 }, null, day, day, null],
          lunch: null,
          closesOnHolidays: true,
          daysOff: ['2026-12-29'],
        },
      },
    },
  ])
})

test('hours that end before they begin are explained, and cannot be saved', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState() })
  await openSection(page, '営業時間')
  await page.getByRole('checkbox', { name: '営業時間に合わせて' }).check()
  await page.getByLabel('月曜日 開始').fill('19:00')
  await expect(page.getByText('終わりの時刻を')).toBeVisible()
  await expect(save(page)).toBeDisabled()
})

test('replies are edited, ordered, added and removed', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState() })
  await openSection(page, '返事')
  const holds = page.getByRole('group', { name: '少し待ってもらうとき' })
  await holds.locator('summary', { hasText: '2分ほどで' }).click()
  await holds.getByRole('button', { name: '上へ' }).click()
  await holds.locator('summary', { hasText: 'ごろに参ります' }).click()
  await holds.getByRole('button', { name: 'この返事を削除' }).last().click()
  await holds.getByRole('button', { name: '返事を加える' }).click()
  await holds.getByLabel('日本語の文').last().fill('{time}に参ります。')
  await holds.getByLabel('{time} に入れる時刻').fill('10')
  await holds.getByRole('checkbox', { name: '電話をかける約束' }).last().check()
  await save(page).click()
  const [command] = await commandsOf(page)
  expect(command).toMatchObject({
    kind: 'set-rules',
    rules: {
      denyReplies: defaultRoomRules.denyReplies,
      holdReplies: [
        { id: 'two-minutes' },
        { id: 'one-moment' },
        { text: { ja: '{time}に参ります。', en: '' }, minutes: 10, promisesCall: true },
      ],
    },
  })
})

test('each measure of calling has its seconds or is off, and a wrong number is named', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState() })
  await openSection(page, '呼び出し方')
  await page.getByRole('checkbox', { name: '画面全体を光らせる' }).uncheck()
  await page.getByLabel('「音を最大にする」まで').fill('20')
  await page.getByLabel('お客様に「まだ気づいていない」').fill('5')
  await expect(page.getByText('10から3600までの数')).toBeVisible()
  await expect(save(page)).toBeDisabled()
  await page.getByLabel('お客様に「まだ気づいていない」').fill('90')
  await save(page).click()
  expect(await commandsOf(page)).toEqual([
    {
      kind: 'set-rules',
      rules: {
        ...defaultRoomRules,
        unnoticedAfterMs: 90_000,
        escalation: { ...defaultRoomRules.escalation, loudAfterMs: 20_000, flashAfterMs: null },
      },
    },
  ])
})

const lamp: CallOut = {
  id: v.parse(CallOutIdSchema, 'lamp'),
  name: '3番機の表示灯',
  isOn: true,
  kind: 'signal-tower',
  urls: { knock: 'http://192.168.0.20/api/control?alert=100000', escalate: '', answered: '', missed: '' },
}

async function answerCallOuts(
  page: Page,
  callOuts: readonly CallOut[],
  secrets: readonly CallOutSecret[] = [],
): Promise<void> {
  await page.evaluate(
    ([given, told]) => {
      const { client } = window.harness
      let kept: readonly CallOut[] = given
      client.answerRequest('call-outs:list', () =>
        Promise.resolve({ kind: 'ok', value: { callOuts: kept, results: [], secrets: told } }),
      )
      client.answerRequest('call-outs:set', (next) => {
        // As the server does, it never gives a secret back.
        kept = (next as unknown as readonly CallOut[]).map((one) =>
          'secret' in one ? Object.assign({}, one, { secret: '' }) : one,
        )
        return Promise.resolve({ kind: 'ok', value: null })
      })
      client.answerRequest('call-outs:test', ({ callOutId }) =>
        Promise.resolve({
          kind: 'ok',
          value: {
            callOutId: callOutId as CallOut['id'],
            event: 'test',
            atMs: Date.now(),
            outcome: { kind: 'failed', cause: 'refused', attempts: 3 },
          },
        }),
      )
    },
    [callOuts, secrets] as const,
  )
}

test('a call-out is tested as the server has it, and says what became of the test', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState() })
  await answerCallOuts(page, [lamp])
  await openSection(page, '外部への連絡')
  await page.getByRole('button', { name: 'テスト' }).click()
  await expect(page.getByText('届きませんでした（3回）')).toBeVisible()
  await expect(page.getByText('送信先に接続を断られました')).toBeVisible()
  await page.getByText('3番機の表示灯').click()
  await page.getByLabel('呼び名').fill('入口の表示灯')
  await expect(page.getByRole('button', { name: 'テスト' })).toBeDisabled()
})

test('what is kept for a call-out is not shown, and what was lost is asked for', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState() })
  const hook = (id: string, name: string): CallOut => ({
    id: v.parse(CallOutIdSchema, id),
    name,
    isOn: true,
    kind: 'webhook',
    url: 'https://hooks.example.jp/•••',
    secret: '',
    events: ['knock'],
  })
  const [kept, lost] = [hook('kept', '事務所'), hook('lost', '工場')]
  await answerCallOuts(
    page,
    [kept, lost],
    [
      { callOutId: kept.id, state: 'kept' },
      { callOutId: lost.id, state: 'lost' },
    ],
  )
  await openSection(page, '外部への連絡')
  await expect(page.getByText('保存した内容を読み出せません')).toHaveCount(1)
  const entries = page.getByRole('listitem').filter({ has: page.getByText('使う', { exact: true }) })
  await page.getByText('事務所').click()
  await expect(entries.first().getByText('表示されません')).toHaveCount(2)
  await page.getByText('工場').click()
  await expect(entries.last().getByText('入力')).toHaveCount(3)
  await entries.last().getByLabel('署名の鍵').fill('s3cret')
  await save(page).click()
  await expect(page.getByText('保存しました')).toBeVisible()
  await expect(entries.last().getByLabel('署名の鍵')).toHaveValue('')
})

test('a webhook is added with its secret, a wrong address is named, and what is saved goes out whole', async ({
  page,
}) => {
  await openHarness(page, { view: 'page', state: sampleState() })
  await answerCallOuts(page, [lamp])
  await openSection(page, '外部への連絡')
  await page.getByRole('button', { name: 'ウェブフック' }).click()
  await page.getByLabel('送り先のURL').fill('example.jp')
  await expect(page.getByText('この欄を確かめてください')).toBeVisible()
  await expect(save(page)).toBeDisabled()
  await page.getByLabel('送り先のURL').fill('https://example.jp/hook')
  await page.getByLabel('署名の鍵').fill('s3cret')
  await page.getByRole('checkbox', { name: '応対したとき' }).uncheck()
  await save(page).click()
  await expect(page.getByText('保存しました')).toBeVisible()
  const sent = (await requestsOf(page)).find((request) => request.name === 'call-outs:set')
  expect(sent?.payload).toMatchObject([
    lamp,
    { kind: 'webhook', url: 'https://example.jp/hook', secret: 's3cret', events: ['knock', 'escalate', 'missed'] },
  ])
})

const phone = {
  id: v.parse(DeskIdSchema, 'page-2'),
  name: 'iPhone',
  pairedAtMs: nowMs - 86_400_000,
  lastSeenAtMs: nowMs - 3_600_000,
  isConnected: false,
  role: 'desk' as const,
}

test('a desk is renamed, and removed only after one was asked once more', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState() })
  await page.evaluate((given) => {
    window.harness.client.answerRequest('desks:list', () => Promise.resolve({ kind: 'ok', value: [given] }))
  }, phone)
  await openSection(page, '端末の一覧')
  const item = page.getByRole('listitem').filter({ hasText: 'iPhone' })
  await expect(item).toContainText('最後の接続')
  await item.getByRole('button', { name: '名前を変える' }).click()
  await item.getByLabel('この受付の名前').fill('検査室のiPhone')
  await item.getByRole('button', { name: '保存' }).click()
  await item.getByRole('button', { name: '外す' }).click()
  await expect(item).toContainText('もう一度ペアリングが必要')
  await item.getByRole('button', { name: '受付から外す' }).click()
  const sent = (await requestsOf(page)).filter(({ name }) => name === 'desks:rename' || name === 'desks:revoke')
  expect(sent).toEqual([
    { name: 'desks:rename', payload: { deskId: 'page-2', name: '検査室のiPhone' } },
    { name: 'desks:revoke', payload: { deskId: 'page-2' } },
  ])
})

test('a desk that is no owner sees why it cannot change anything, and the list of desks', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState({ role: 'desk' }) })
  await page.evaluate((given) => {
    window.harness.client.answerRequest('desks:list', () => Promise.resolve({ kind: 'ok', value: [given] }))
  }, phone)
  await openSection(page, '会社の案内')
  await expect(page.getByText('変更できるのは管理者の受付だけです')).toBeVisible()
  await expect(page.getByLabel('電話番号')).toBeDisabled()
  await openSection(page, '端末の一覧')
  await expect(page.getByRole('listitem').filter({ hasText: 'iPhone' })).toContainText('受付のみ')
  await expect(page.getByText('変更できるのは管理者の受付だけです')).toBeVisible()
  for (const name of ['受付を加える', 'ほかの受付をすべて外す', '名前を変える', '外す', '管理者にする']) {
    await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0)
  }
  await expect(page.getByRole('heading', { name: '操作の記録' })).toHaveCount(0)
})

test('the only owner is offered no end of its own, and reads why; the other desk is', async ({ page }) => {
  const owner = { ...phone, id: ownDesk.id, name: '受付', role: 'owner' as const }
  await openHarness(page, { view: 'page', state: sampleState() })
  await page.evaluate(
    (desks) => window.harness.client.answerRequest('desks:list', () => Promise.resolve({ kind: 'ok', value: desks })),
    [owner, phone],
  )
  await openSection(page, '端末の一覧')
  const own = page.getByRole('list', { name: '端末の一覧' }).getByRole('listitem').first()
  const other = page.getByRole('listitem').filter({ hasText: 'iPhone' })
  await expect(own).toContainText('先にほかの受付を管理者にしてください')
  await expect(own.getByRole('button')).toHaveText(['名前を変える'])
  await expect(other.getByRole('button')).toHaveText(['名前を変える', '管理者にする', '外す'])
  await page.evaluate(
    (desks) => window.harness.client.answerRequest('desks:list', () => Promise.resolve({ kind: 'ok', value: desks })),
    [owner, { ...phone, role: 'owner' as const }],
  )
  await other.getByRole('button', { name: '管理者にする' }).click()
  await expect(page.getByRole('button', { name: '管理者から外す' })).toHaveCount(2)
  await expect(page.getByText('先にほかの受付を')).toHaveCount(0)
})

test('an owner makes another, and reads what owners did', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState() })
  await page.evaluate(
    ([given, atMs]) => {
      const { client } = window.harness
      client.answerRequest('desks:list', () => Promise.resolve({ kind: 'ok', value: [given] }))
      const acts = [
        { kind: 'revoked', desk: { id: given.id, name: '検査室' } },
        { kind: 'newcomer-refused', name: '' },
        { kind: 'invitation-made', untilMs: atMs },
        { kind: 'invitation-revoked' },
        { kind: 'block-made', untilMs: atMs },
        { kind: 'block-lifted' },
      ] as const
      const value = acts.map((act) => ({ atMs, by: null, act }))
      client.answerRequest('audit:list', () => Promise.resolve({ kind: 'ok', value }))
    },
    [phone, nowMs] as const,
  )
  await openSection(page, '端末の一覧')
  await page.getByRole('button', { name: '管理者にする' }).click()
  expect(await requestsOf(page)).toContainEqual({
    name: 'desks:set-role',
    payload: { deskId: 'page-2', role: 'owner' },
  })
  const list = page.getByRole('list', { name: '操作の記録' })
  await expect(list.getByRole('listitem')).toContainText([
    /^検査室を外しました.*起動時のリンクから$/,
    '名前のない受付を加えませんでした',
    '通話用リンクを作りました（2026/11/22 10:00まで有効）',
    '通話用リンクを取り消しました',
    '同じところからのノックを、2026/11/22 10:00まで受け付けないことにしました',
    '受け付けを止めていたところからのノックを、再び受け付けます',
  ])
})

test('a pairing link counts down, says when it has expired, and goes away once a desk used it', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState() })
  await page.evaluate((expiresAtMs) => {
    const { client } = window.harness
    client.answerRequest('desks:list', () => Promise.resolve({ kind: 'ok', value: [] }))
    client.answerRequest('pairing:create', () =>
      Promise.resolve({ kind: 'ok', value: { url: 'https://desk.example.jp/desk#front-desk.pair.code', expiresAtMs } }),
    )
  }, nowMs + 600_000)
  await openSection(page, '端末の一覧')
  await page.getByRole('button', { name: '受付を加える' }).click()
  await expect(page.getByRole('img', { name: 'ペアリング用のQRコード' })).toBeVisible()
  await expect(page.getByText(/あと \d+:\d\d で期限/)).toBeVisible()
  // Where a new device is about to be told to trust it.
  await expect(page.getByText('証明書の指紋')).toBeHidden()
  await change(page, {
    lanUrl: 'https://desk.example.jp/front-desk',
    lanCertificate: { fingerprint: 'AB:CD:EF:01', isSelfMade: true },
  })
  await expect(page.getByText('ABCD EF01')).toBeVisible()
  await page.clock.runFor(601_000)
  await expect(page.getByText('リンクの期限が切れました')).toBeVisible()
  await page.evaluate((expiresAtMs) => {
    window.harness.client.answerRequest('pairing:create', () =>
      Promise.resolve({ kind: 'ok', value: { url: 'https://desk.example.jp/desk#front-desk.pair.two', expiresAtMs } }),
    )
  }, nowMs + 1_800_000)
  await page.getByRole('button', { name: '新しいリンクを作る' }).click()
  await page.evaluate((given) => {
    window.harness.client.answerRequest('desks:list', () => Promise.resolve({ kind: 'ok', value: [given] }))
  }, phone)
  await change(page, { desks: [ownDesk, { id: phone.id, name: phone.name }] })
  await expect(page.getByText('iPhoneが加わりました')).toBeVisible()
  await expect(page.getByRole('img', { name: 'ペアリング用のQRコード' })).toBeHidden()
})

test('the self-test says in words what works and what to do about the rest', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState() })
  await openSection(page, '動作の確認')
  await page.getByRole('button', { name: '今すぐ確かめる' }).click()
  await change(page, { selfTest: { kind: 'running' } })
  await expect(page.getByRole('button', { name: '今すぐ確かめる' })).toBeDisabled()
  await change(page, {
    selfTest: {
      kind: 'done',
      atMs: nowMs,
      checks: [
        { part: 'ring', outcome: { kind: 'good' } },
        { part: 'card', outcome: { kind: 'not-here' } },
        { part: 'camera', outcome: { kind: 'bad', cause: 'there is none' } },
        {
          part: 'relay',
          outcome: { kind: 'weak' },
        },
        { part: 'secrets', outcome: { kind: 'weak' } },
      ],
    },
  })
  await expect(page.getByText('1件の問題があります')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'カメラ' })).toContainText('接続と許可を確かめてください')
  await expect(page.getByRole('listitem').filter({ hasText: '保存したパスワード' })).toContainText('鍵ファイルだけ')
  await expect(page.getByRole('listitem').filter({ hasText: '社外との通話' })).toContainText('49160から49959のUDP')
  await page.getByRole('checkbox', { name: '毎朝' }).check()
  await page.getByLabel('確かめる時刻').fill('07:45')
  expect(await commandsOf(page)).toEqual([
    { kind: 'self-test' },
    { kind: 'change-settings', settings: { selfTestAtMinute: 480 } },
    { kind: 'change-settings', settings: { selfTestAtMinute: 465 } },
  ])
})

test('the app opens its server to the network, warns of the browser’s warning, and shows the address once it has one', async ({
  page,
}) => {
  await openHarness(page, { view: 'app', state: sampleState() })
  await openSection(page, 'ネットワーク')
  await page.getByRole('checkbox', { name: '社内のネットワークに開く' }).check()
  await expect(page.getByText('保護されていない通信')).toBeVisible()
  await page.getByLabel('ポート番号').fill('8443')
  await save(page).click()
  expect(await commandsOf(page)).toEqual([
    { kind: 'change-settings', settings: { lan: { isOpen: true, port: 8443, certificate: { kind: 'self-made' } } } },
  ])
  await expect(page.getByText('準備しています')).toBeVisible()
  const fingerprint = Array.from({ length: 32 }, (_, index) => (index + 160).toString(16).toUpperCase()).join(':')
  await change(page, {
    lanUrl: 'https://192.168.0.5:8443/front-desk',
    lanCertificate: { fingerprint, isSelfMade: true },
  })
  await expect(page.getByRole('img', { name: '社内ネットワーク用アドレスのQRコード' })).toBeVisible()
  await expect(page.getByText('A0A1 A2A3 A4A5 A6A7 A8A9 AAAB ACAD AEAF B0B1 B2B3 B4B5 B6B7')).toBeVisible()
  await expect(page.getByText('違うときは進まないでください')).toBeVisible()
})

test('the app takes a key combination as it is pressed, and no single key', async ({ page }) => {
  await openHarness(page, { view: 'app', state: sampleState() })
  await openSection(page, 'この端末')
  const field = page.getByLabel('どの画面からでも')
  await field.press('a')
  await field.press('Control+Alt+KeyA')
  await expect(field).toHaveValue('Control + Alt + A')
  await page.getByRole('button', { name: '使わない' }).click()
  expect(await commandsOf(page)).toEqual([
    { kind: 'change-settings', settings: { admitShortcut: 'Control+Alt+A' } },
    { kind: 'change-settings', settings: { admitShortcut: null } },
  ])
})

test('a phone shows the list, then the section, and a way back', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openHarness(page, { view: 'page', state: sampleState() })
  await page.getByRole('link', { name: '設定', exact: true }).click()
  await expect(page.getByRole('region', { name: '会社の案内' })).toBeHidden()
  await page.getByRole('link', { name: '会社の案内' }).click()
  await expect(page.getByRole('region', { name: '会社の案内' })).toBeVisible()
  await expect(page.getByRole('link', { name: '営業時間' })).toBeHidden()
  await page.getByRole('link', { name: '一覧に戻る' }).click()
  await expect(page.getByRole('link', { name: '営業時間' })).toBeVisible()
})
