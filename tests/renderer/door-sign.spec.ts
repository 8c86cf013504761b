/** The sign for the door, as Chromium prints it: its paper, its words, and a code that a phone reads. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import jsQR from 'jsqr'
import { longName, longUrl, openSignDialog, url } from './support/door-sign-dialog.ts'

const poppler = '/usr/bin'
test.use({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP', viewport: { width: 1366, height: 768 } })
const whyNoPoppler = existsSync(`${poppler}/pdftotext`) ? null : 'poppler-utils, which reads PDF, is not installed here'
if (whyNoPoppler !== null) process.stderr.write(`Skipped the printed door sign: ${whyNoPoppler}.\n`)
test.skip(whyNoPoppler !== null, whyNoPoppler ?? '')

/** Reads what the browser gives when a person saves the sign as PDF. */
async function printed(page: Page, file: string) {
  await writeFile(file, await page.pdf({ preferCSSPageSize: true, printBackground: true }))
  const run = (command: string, ...args: readonly string[]): string =>
    execFileSync(`${poppler}/${command}`, args, { encoding: 'utf8' })
  const info = run('pdfinfo', file)
  const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info) ?? []
  const millimetres = (points: string | undefined): number => Math.round((Number(points) * 25.4) / 72)
  const picture = execFileSync(`${poppler}/pdftoppm`, ['-r', '300', '-singlefile', file], {
    maxBuffer: 64 * 1024 * 1024,
  })
  return {
    pages: Number(/Pages:\s+(\d+)/.exec(info)?.[1]),
    size: [millimetres(width), millimetres(height)],
    text: run('pdftotext', '-layout', file, '-'),
    code: readCode(picture),
  }
}

/** What stands in the QR code of a PPM picture. */
function readCode(picture: Buffer): string | null {
  const [head = '', width = '', height = ''] =
    /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(picture.toString('latin1', 0, 64)) ?? []
  const pixels = new Uint8ClampedArray(Number(width) * Number(height) * 4).fill(255)
  for (let at = 0; at < pixels.length / 4; at += 1) {
    for (const part of [0, 1, 2]) pixels[at * 4 + part] = picture[head.length + at * 3 + part] ?? 255
  }
  return jsQR(pixels, Number(width), Number(height))?.data ?? null
}

for (const [choice, size] of [
  ['A4', [210, 297]],
  ['A6', [105, 148]],
  ['名刺', [91, 55]],
] as const) {
  test(`${choice} is one page of just that size, with all that a customer needs`, async ({ page }, testInfo) => {
    await openSignDialog(page)
    await page.getByRole('radio', { name: choice }).check()
    const sign = await printed(page, testInfo.outputPath('sign.pdf'))
    expect([sign.pages, sign.size]).toEqual([1, size])
    expect(sign.code).toBe(url)
    for (const words of ['山本精機', 'Yamamoto Precision', 'オンライン受付', 'Reception online', '03-1234-5678']) {
      expect(sign.text).toContain(words)
    }
    expect(sign.text.replaceAll(/\s/g, '')).toContain(url)
    expect(sign.text).toMatch(/受付時間\s+月–金\s8:30–17:30/)
    expect(sign.text).toMatch(/Hours\s+Mon–Fri\s8:30–17:30/)
    expect(sign.text).not.toContain('お客様用アドレス')
  })
}

for (const choice of ['A4', 'A6', '名刺']) {
  test(`${choice} loses nothing of a long name, a long address and six different days`, async ({ page }, testInfo) => {
    await openSignDialog(page, true)
    await page.getByRole('radio', { name: choice }).check()
    const sign = await printed(page, testInfo.outputPath('sign.pdf'))
    expect([sign.pages, sign.code]).toEqual([1, longUrl])
    const text = sign.text.replaceAll(/\s/g, '')
    for (const words of [longName, longUrl, '03-1234-5678', '月8:00', '土8:50', 'Sat8:50']) {
      expect(text).toContain(words.replaceAll(' ', ''))
    }
  })
}

test('one press opens the browser’s own printing, and a closed dialog leaves nothing for paper', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => document.body.toggleAttribute('data-printed')
  })
  await openSignDialog(page)
  await page.getByRole('button', { name: '印刷・PDFに保存' }).click()
  await expect(page.locator('body')).toHaveAttribute('data-printed')
  await page.keyboard.press('Escape')
  await expect(page.locator('.sign-sheet')).toHaveCount(0)
})
