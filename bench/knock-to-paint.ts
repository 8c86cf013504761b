import type { Page } from 'playwright-core'
import { launchBrowser, newPerson, readMark } from './lib/browser.ts'
import { markClicksAndRows } from './lib/probes.ts'
import { startBare, startProduct } from './lib/programs.ts'
import { alternate, printTable } from './lib/side-by-side.ts'

/**
 * From the press on *Knock* to the frame that shows it at the desk, both pages in one browser. The product writes the
 * knock to the disk on the way; the bare pair only passes it on. Both pages have come to rest before: nobody types a
 * name and knocks while a page still loads.
 */
export async function measureKnockToPaint(): Promise<void> {
  const [product, bare, browser] = await Promise.all([startProduct(), startBare(), launchBrowser()])
  try {
    const visitor = await newPerson(browser, markClicksAndRows)
    const desk = await newPerson(browser, markClicksAndRows)
    const productDesk = await desk.newPage()
    await productDesk.goto(product.deskUrl)
    const queue = productDesk.getByRole('list', { name: 'Waiting visitors' })
    const bareDesk = await desk.newPage()
    await bareDesk.goto(`${bare.url}/knock/desk`)
    await bareDesk.waitForFunction(() => document.title === 'connected')

    const knock = async (page: Page, deskPage: Page, run: number): Promise<number> => {
      const name = `Visitor ${String(run)}`
      await deskPage.bringToFront()
      await page.getByRole('textbox', { name: 'Your name' }).fill(name)
      await page.getByRole('button', { name: 'Knock', exact: true }).click()
      return (await readMark(deskPage, `row:${name}`)) - (await readMark(page, 'click'))
    }

    const results = await alternate(
      async (run) => {
        const page = await visitor.newPage()
        await page.goto(product.visitorUrl)
        await page.getByText('We are here').waitFor()
        await page.waitForLoadState('networkidle')
        const ms = await knock(page, productDesk, run)
        await page.getByRole('button', { name: 'Stop waiting' }).click()
        await queue.getByRole('listitem').waitFor({ state: 'detached' })
        await page.close()
        return ms
      },
      async (run) => {
        const page = await visitor.newPage()
        await page.goto(`${bare.url}/knock/visitor`)
        await page.locator('#knock:enabled').waitFor()
        await page.waitForLoadState('networkidle')
        const ms = await knock(page, bareDesk, run)
        await page.close()
        return ms
      },
    )
    printTable('Knock click → desk paint', [{ what: 'click to paint', unit: 'ms', ...results }])
  } finally {
    await browser.close()
    await Promise.all([product.stop(), bare.stop()])
  }
}
