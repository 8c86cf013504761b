import { expect, type BrowserContext, type Page } from '@playwright/test'
import { launchBrowser } from './browser.ts'
import { colours, writeCameraFile, type Colour } from './colours.ts'
import { paintSharedScreen, rememberPeers, useRelayOnly } from './peers.ts'
import { texts, type Texts } from './texts.ts'

/** A person at the visitor's page, with a phone-sized window and a camera that sees one colour. */
export type Visitor = {
  readonly page: Page
  readonly context: BrowserContext
  readonly texts: Texts
  /** From the opened page to *waiting*. */
  readonly knock: (name: string) => Promise<void>
  readonly expectWaiting: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function openVisitor(options: {
  readonly url: string
  readonly language: 'ja' | 'en'
  readonly colour: Colour
  readonly shares: Colour
  readonly folder: string
  /** Nothing but a TURN server reaches this visitor. */
  readonly isRelayed?: boolean
  /** Where the browser runs, and what it is started with besides. */
  readonly program?: string
  readonly args?: readonly string[]
}): Promise<Visitor> {
  const { browser, context } = await launchBrowser({
    cameraFile: writeCameraFile(options.folder, options.colour),
    locale: options.language === 'ja' ? 'ja-JP' : 'en-GB',
    viewport: { width: 390, height: 844 },
    ...(options.program === undefined ? {} : { program: options.program }),
    args: options.args ?? [],
  })
  await context.addInitScript(rememberPeers)
  if (options.isRelayed) await context.addInitScript(useRelayOnly)
  await context.addInitScript(paintSharedScreen, [...colours[options.shares]])
  const page = await context.newPage()
  const words = texts[options.language]
  await page.goto(options.url)
  const expectWaiting = async (): Promise<void> => {
    await expect(page.getByRole('status').filter({ hasText: words.waiting })).toBeVisible()
  }
  return {
    page,
    context,
    texts: words,
    async knock(name) {
      await page.getByRole('textbox', { name: words.name }).fill(name)
      await page.getByRole('button', { name: words.allow }).click()
      await expect(page.getByLabel(words.you, { exact: true })).toBeVisible()
      await page.getByRole('button', { name: words.knock, exact: true }).click()
      await expectWaiting()
    },
    expectWaiting,
    close: () => browser.close(),
  }
}
