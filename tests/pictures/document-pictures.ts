import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import type { BrowserContext, Page } from '@playwright/test'
import { launchBrowser } from '../e2e/support/browser.ts'
import { startBuiltServer } from '../e2e/support/built-server.ts'
import { freePort } from '../support/free-port.ts'
import { encodeFilm } from '../e2e/support/camera-film.ts'
import { texts } from '../e2e/support/texts.ts'
import { customer, drawing, machinist } from './people.ts'

const pictures = path.join(import.meta.dirname, '../../docs/pictures')
const words = texts.ja

/** Takes the pictures of README and docs from the running, built product. */
export async function takeDocumentPictures(): Promise<void> {
  await mkdir(pictures, { recursive: true })
  const folder = await mkdtemp(path.join(os.tmpdir(), 'konkon-pictures-'))
  const server = await startBuiltServer({ dataFolder: path.join(folder, 'data'), port: await freePort() })
  const deskBrowser = await launchBrowser({
    cameraFile: await film(folder, 'machinist', machinist),
    locale: 'ja-JP',
    viewport: { width: 1366, height: 768 },
  })
  const phone = await launchBrowser({
    cameraFile: await film(folder, 'customer', customer),
    locale: 'ja-JP',
    viewport: { width: 390, height: 844 },
  })
  try {
    await phone.context.addInitScript(shareDrawing, drawing)
    // Without the banner that asks for it, which a desk shows only on its first day.
    await deskBrowser.context.grantPermissions(['notifications'])
    const desk = await deskBrowser.context.newPage()
    await desk.goto(server.deskUrl)
    await enterProfile(desk)
    // A desk asks once what it is called.
    const office = desk.getByRole('button', { name: '事務所', exact: true })
    await office.click()
    await office.waitFor({ state: 'detached' })
    await show(desk, 'empty')

    const first = await openVisitor(phone.context, server.visitorUrl, '株式会社みなと　山田')
    await first.waitForFunction(
      () => [...document.querySelectorAll('video')].some((video) => video.videoWidth > 0),
      null,
      { polling: 100 },
    )
    await show(first, 'knock')
    await first.getByRole('button', { name: words.knock, exact: true }).click()
    const second = await openVisitor(await phone.browser.newContext({ locale: 'ja-JP' }), server.visitorUrl, '')
    await second.getByRole('button', { name: words.knock, exact: true }).click()
    const list = desk.getByRole('list', { name: words.waitingVisitors })
    await list.getByRole('listitem').nth(1).waitFor()
    await show(desk, 'queue')
    await show(first, 'waiting')

    await list.getByRole('listitem').first().getByRole('button', { name: words.admit, exact: true }).click()
    await first.getByRole('button', { name: words.shareScreen, exact: true }).click()
    await desk.getByLabel(words.sharedScreen).waitFor()
    await desk.waitForFunction(
      () =>
        [...document.querySelectorAll('video')].filter((video) => video.videoWidth > 1000 && video.readyState >= 2)
          .length >= 2,
      null,
      { polling: 100 },
    )
    await show(desk, 'call')
    await show(first, 'call-phone')

    await desk.getByRole('button', { name: words.hangUp, exact: true }).click()
    await second.getByRole('button', { name: words.stopWaiting }).click()
    await list.getByRole('listitem').waitFor({ state: 'detached' })
    await open(desk, words.visitLog)
    await desk.getByRole('table', { name: /時間帯ごとのノックの数/ }).waitFor({ state: 'attached' })
    await show(desk, 'visit-log')
    await open(desk, words.settings)
    await desk.getByRole('link', { name: '呼び出し方' }).click()
    await show(desk, 'settings')
  } finally {
    await deskBrowser.browser.close()
    await phone.browser.close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function film(folder: string, name: string, svg: string): Promise<string> {
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: 1280 } }).render()
  const file = path.join(folder, `${name}.y4m`)
  await writeFile(file, encodeFilm({ width: image.width, height: image.height, rgba: image.pixels }))
  return file
}

/** Evaluated before the page's own code: the picker gives the drawing. */
function shareDrawing(svg: string): void {
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 1600
    canvas.height = 900
    const image = new Image()
    image.src = `data:image/svg+xml;base64,${btoa(String.fromCodePoint(...new TextEncoder().encode(svg)))}`
    await image.decode()
    const context = canvas.getContext('2d')
    setInterval(() => context?.drawImage(image, 0, 0), 200)
    return canvas.captureStream(5)
  }
}

async function open(page: Page, screen: string): Promise<void> {
  await page.getByRole('link', { name: screen, exact: true }).click()
}

async function enterProfile(page: Page): Promise<void> {
  await open(page, words.settings)
  await page
    .getByRole('textbox', { name: /会社名/ })
    .first()
    .fill('青空精機')
  await page.getByRole('textbox', { name: /電話番号/ }).fill('03-1234-5678')
  await page
    .getByRole('textbox', { name: /ごあいさつ|あいさつ/ })
    .first()
    .fill('旋盤・マシニング加工の青空精機です。お気軽にノックしてください。')
  await page.getByRole('button', { name: /^保存/ }).first().click()
  await open(page, words.queue)
}

async function openVisitor(context: BrowserContext, url: string, name: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await page.getByRole('textbox', { name: words.name }).fill(name)
  await page.getByRole('button', { name: words.allow }).click()
  await page.getByLabel(words.you).waitFor()
  return page
}

async function show(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(pictures, `${name}.png`) })
}
