import { colourOfVideo, readInbound, readPlayedVoice } from './support/peers.ts'
import { deskCamera, deskKinds, expect, test, visitorCamera } from './support/world.ts'

for (const deskKind of deskKinds) {
  for (const language of ['ja', 'en'] as const) {
    test.describe(`${deskKind}, ${language}`, () => {
      test.use({ deskKind, deskLanguage: language })

      test('a knock is admitted with one click, and both see and hear each other', async ({ world }) => {
        const { desk } = world
        const visitor = await world.newVisitor({ language })
        await visitor.knock('田中')
        await expect(desk.knockOf('田中')).toBeVisible()
        await desk.press('田中', 'admit')
        await expect(desk.callWith('田中')).toBeVisible()
        await expect(visitor.page.getByRole('button', { name: visitor.texts.leave, exact: true })).toBeVisible()

        for (const page of [desk.page, visitor.page]) {
          const before = await readInbound(page)
          await expect.poll(async () => (await readInbound(page)).framesDecoded).toBeGreaterThan(before.framesDecoded)
          await expect.poll(async () => (await readInbound(page)).audioEnergy).toBeGreaterThan(before.audioEnergy)
          const played = await readPlayedVoice(page)
          await expect.poll(() => readPlayedVoice(page)).toBeGreaterThan(played)
        }
        await expect.poll(() => colourOfVideo(desk.page, '田中')).toBe(visitorCamera)
        await expect.poll(() => colourOfVideo(desk.page, desk.texts.you)).toBe(deskCamera)
        await expect.poll(() => colourOfVideo(visitor.page, visitor.texts.you)).toBe(visitorCamera)
        await desk.expectNoKnocks()
      })
    })
  }
}
