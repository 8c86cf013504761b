import { expect, test } from './support/app-test.ts'

test('a second PC’s app joins by a pasted one-time link; both ring, and the link is worth nothing more', async ({
  launch,
  visit,
  dataFolder,
}) => {
  const first = await launch()
  const host = await first.window('desk')
  const offer = await host.evaluate(() => Reflect.get(window, 'konkon').request('pairing:create', null))
  const second = await launch({ dataFolder: `${dataFolder}-2` })
  const desk = await second.window('desk')
  await desk.getByRole('link', { name: 'Settings' }).click()
  await desk.getByRole('link', { name: 'Network' }).click()
  await desk.getByText('Use a server elsewhere').click()
  await desk.getByLabel('Pairing link').fill(offer.value.url)
  await desk.getByRole('button', { name: 'Use this server' }).click()
  const number = await desk.locator('.pairing-number').textContent()
  await host.getByRole('button', { name: 'Compare the numbers' }).click()
  await expect(host.locator('.pairing-number')).toHaveText(number ?? '')
  await host.getByRole('button', { name: 'Yes, let it in' }).click()
  const visitorUrl = await first.visitorUrl()
  await expect
    .poll(() =>
      desk.evaluate(async () => {
        const { connection, visitorUrl } = await Reflect.get(window, 'konkon').getState()
        return `${connection.kind} ${visitorUrl}`
      }),
    )
    .toBe(`online ${visitorUrl}`)

  const visitor = await visit(first)
  await visitor.knock('Wada')
  for (const app of [first, second]) {
    await app.until((record) => record.windows.find(({ role, isAudible }) => role === 'ringer' && isAudible))
  }

  await desk.getByLabel('Pairing link').fill(offer.value.url)
  await desk.getByRole('button', { name: 'Use this server' }).click()
  await expect(desk.getByText('This link was used already or has expired.')).toBeVisible()
})
