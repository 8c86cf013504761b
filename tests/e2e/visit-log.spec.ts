import { readFile } from 'node:fs/promises'
import { expect, test } from './support/world.ts'

test('a knock in vain is called back, found, saved and erased', async ({ world }) => {
  const { page, texts } = world.desk
  const visitor = await world.newVisitor()
  await visitor.knock('佐藤商会 佐藤')
  await expect(world.desk.knockOf('佐藤商会 佐藤')).toBeVisible()
  await visitor.page.getByRole('button', { name: visitor.texts.stopWaiting }).click()
  await world.desk.expectNoKnocks()
  await expect(page.getByTitle('折り返し待ち1件')).toHaveText('1')

  await page.getByRole('link', { name: texts.visitLog }).click()
  const followUps = page.getByRole('region', { name: '応対できなかった方と折り返し' }).getByRole('listitem')
  await expect(followUps).toContainText('佐藤商会 佐藤')
  await expect(followUps).toContainText('応対できなかったノック')
  await expect(page.getByText('ノック1件')).toBeVisible()
  await expect(page.getByRole('table', { name: /時間帯ごとのノックの数/ })).toBeAttached()

  await followUps.getByRole('button', { name: '通話用リンク' }).click()
  await page.getByRole('button', { name: '1日有効のリンクを作る' }).click()
  const link = (await page.getByText(`${world.visitorUrl}#`).textContent()) ?? ''
  expect(new URL(link).hash.length).toBeGreaterThan(20)
  await page.keyboard.press('Escape')

  await followUps.getByRole('textbox').fill('留守電に伝言')
  await followUps.getByRole('button', { name: '対応済みにする' }).click()
  await expect(followUps).toHaveCount(0)
  const row = page.getByRole('row').filter({ hasText: '佐藤商会 佐藤' })
  await expect(row).toContainText('留守電に伝言')
  await expect(row).toContainText(/\d+[秒分]気づかれず/)
  await row.getByRole('button', { name: /未対応に戻す/ }).click()
  await expect(followUps).toHaveCount(1)

  await page.getByRole('searchbox').fill('鈴木')
  await expect(page.getByText('当てはまる来訪はありません')).toBeVisible()
  await page.getByRole('searchbox').fill('佐藤')
  await page.getByRole('button', { name: '途中で退出', exact: true }).click()
  await expect(row).toBeVisible()
  await page.getByRole('button', { name: '前の日' }).click()
  await expect(row).toHaveCount(0)
  await page.getByRole('button', { name: '次の日' }).click()
  await expect(row).toBeVisible()

  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSVで保存' }).click()
  const csv = await readFile(await (await downloading).path(), 'utf8')
  expect(csv.startsWith('\uFEFF')).toBe(true)
  expect(csv).toContain('佐藤商会 佐藤')

  await row.getByRole('button', { name: /記録を消す/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '記録を消す', exact: true }).click()
  await expect(page.getByText(/件分の記録を消しました/)).toBeVisible()
  await expect(row).toHaveCount(0)
  await expect(followUps).toHaveCount(0)

  await page.getByRole('link', { name: '設定', exact: true }).click()
  await page.getByRole('navigation', { name: '設定' }).getByRole('link', { name: '記録の保存' }).click()
  const copying = page.waitForEvent('download')
  await page.getByRole('region', { name: 'すべての記録の控え' }).getByRole('button', { name: '保存する' }).click()
  const copy = await copying
  expect(copy.suggestedFilename()).toMatch(/^konkon-.*\.db$/)
  expect((await readFile(await copy.path())).subarray(0, 15).toString()).toBe('SQLite format 3')
})

test('a visitor reads until when the desk is in a meeting, and a reply with a time', async ({ world }) => {
  const { page } = world.desk
  await page.getByRole('button', { name: '会議中', exact: true }).click()
  await page.getByRole('button', { name: 'いつまで' }).click()
  await page.getByRole('button', { name: '1時間' }).click()
  const shown = page.getByText(/お客様には「会議中・.*まで」/)
  await expect(shown).toBeVisible()
  const until = /\d{1,2}:\d{2}/.exec((await shown.textContent()) ?? '')?.[0] ?? 'no time'
  const visitor = await world.newVisitor()
  await expect(visitor.page.getByText(new RegExp(`${until}まで`))).toBeVisible()
  await visitor.knock('田中')
  await world.desk.knockOf('田中').getByRole('button', { name: '返事を選ぶ' }).click()
  const reply = world.desk.knockOf('田中').getByRole('button', { name: /以降にもう一度/ })
  const words = (await reply.textContent()) ?? ''
  await reply.click()
  await expect(visitor.page.getByText(words)).toBeVisible()
})
