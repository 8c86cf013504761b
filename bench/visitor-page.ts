import type { Browser } from 'playwright-core'
import { launchBrowser, newPerson } from './lib/browser.ts'
import { markClicksAndRows } from './lib/probes.ts'
import { startBare, startProduct } from './lib/programs.ts'
import { alternate, printTable } from './lib/side-by-side.ts'

type Weight = { readonly bytes: number; readonly requests: number; readonly readyMs: number }

/**
 * What has come over the wire, headers too, until the page has loaded and *Knock* can be pressed, with an empty cache.
 * The WebSocket counts as a request.
 */
export async function measureVisitorPage(): Promise<void> {
  const [product, bare, browser] = await Promise.all([startProduct(), startBare(), launchBrowser()])
  try {
    const { product: ours, bare: theirs } = await alternate(
      () => weigh(browser, product.visitorUrl),
      () => weigh(browser, `${bare.url}/knock/visitor`),
    )
    const row = (what: string, unit: 'bytes' | 'requests' | 'ms', pick: (weight: Weight) => number) =>
      ({ what, unit, product: ours.map(pick), bare: theirs.map(pick) }) as const
    printTable('Visitor’s page until Knock can be pressed', [
      row('bytes', 'bytes', (weight) => weight.bytes),
      row('requests', 'requests', (weight) => weight.requests),
      row('time', 'ms', (weight) => weight.readyMs),
    ])
  } finally {
    await browser.close()
    await Promise.all([product.stop(), bare.stop()])
  }
}

async function weigh(browser: Browser, url: string): Promise<Weight> {
  const context = await newPerson(browser, markClicksAndRows)
  const page = await context.newPage()
  const network = await context.newCDPSession(page)
  let bytes = 0
  let requests = 0
  network.on('Network.requestWillBeSent', () => (requests += 1))
  network.on('Network.webSocketCreated', () => (requests += 1))
  network.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  network.on('Network.webSocketFrameReceived', ({ response }) => (bytes += response.payloadData.length))
  await network.send('Network.enable')
  const startedAt = performance.now()
  await page.goto(url)
  const knock = page.getByRole('button', { name: 'Knock', exact: true })
  await knock.click({ trial: true })
  const weight = { bytes, requests, readyMs: performance.now() - startedAt }
  await context.close()
  return weight
}
