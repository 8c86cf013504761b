import type { BrowserContext, Page } from 'playwright-core'
import { launchBrowser, newPerson, readMark } from './lib/browser.ts'
import { markClicksAndFrames } from './lib/probes.ts'
import { pairOnce } from './lib/pair-once.ts'
import { startBare, startProduct } from './lib/programs.ts'
import { alternate, printTable } from './lib/side-by-side.ts'

type Frames = { readonly desk: number; readonly visitor: number }

/**
 * From the press on *Admit* to the first frame of the other side, in pages that have not called before and whose
 * cameras are open. The product's desk opens its devices when the pointer comes near *Admit*, so the pointer is there
 * first; the bare desk has had them open since it was loaded.
 */
export async function measureAdmitToFrame(): Promise<void> {
  const [product, bare, browser] = await Promise.all([startProduct(), startBare(), launchBrowser()])
  try {
    const { origin } = new URL(product.deskUrl)
    // The link pairs once, and each run has a browser of its own.
    const pairing = await pairOnce(product.deskUrl)
    const people = async (): Promise<{ visitor: BrowserContext; desk: BrowserContext }> => ({
      visitor: await newPerson(browser, markClicksAndFrames),
      desk: await newPerson(browser, markClicksAndFrames),
    })
    const { product: ours, bare: theirs } = await alternate(
      async (run) => {
        const { visitor, desk } = await people()
        const [page, deskPage] = await Promise.all([visitor.newPage(), desk.newPage()])
        await desk.addInitScript((text) => localStorage.setItem('konkon.pairing', text), JSON.stringify(pairing))
        await deskPage.goto(`${origin}/desk`)
        await page.goto(product.visitorUrl)
        await page.getByText('We are here').waitFor()
        await page.getByRole('textbox', { name: 'Your name' }).fill(`Visitor ${String(run)}`)
        await page.getByRole('button', { name: 'Allow camera and microphone' }).click()
        await readMark(page, 'devices')
        await page.getByRole('button', { name: 'Knock', exact: true }).click()
        const admit = deskPage
          .getByRole('listitem')
          .filter({ hasText: `Visitor ${String(run)}` })
          .getByRole('button', { name: 'Admit' })
        await admit.hover()
        await readMark(deskPage, 'devices')
        await admit.click()
        const frames = await readFrames(page, deskPage)
        await deskPage.getByRole('button', { name: 'Hang up' }).click()
        await page.getByRole('heading').first().waitFor()
        await Promise.all([visitor.close(), desk.close()])
        return frames
      },
      async () => {
        const { visitor, desk } = await people()
        const [page, deskPage] = await Promise.all([visitor.newPage(), desk.newPage()])
        await Promise.all([page.goto(`${bare.url}/call/visitor`), deskPage.goto(`${bare.url}/call/desk`)])
        await Promise.all([readMark(page, 'devices'), readMark(deskPage, 'devices')])
        await deskPage.getByRole('button', { name: 'Admit' }).click()
        const frames = await readFrames(page, deskPage)
        await Promise.all([visitor.close(), desk.close()])
        return frames
      },
    )
    const row = (what: string, pick: (frames: Frames) => number) =>
      ({ what, unit: 'ms', product: ours.map(pick), bare: theirs.map(pick) }) as const
    printTable('Admit click → first frame (cold, cameras open)', [
      row('both sides', (frames) => Math.max(frames.desk, frames.visitor)),
      row('at the desk', (frames) => frames.desk),
      row('at the visitor', (frames) => frames.visitor),
    ])
  } finally {
    await browser.close()
    await Promise.all([product.stop(), bare.stop()])
  }
}

async function readFrames(page: Page, deskPage: Page): Promise<Frames> {
  const [clicked, desk, visitor] = await Promise.all([
    readMark(deskPage, 'click'),
    readMark(deskPage, 'frame'),
    readMark(page, 'frame'),
  ])
  return { desk: desk - clicked, visitor: visitor - clicked }
}
