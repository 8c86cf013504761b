import { contrastFaults } from '../support/contrast-in-states.ts'
import { expect, test } from '../visitor/support/page-test.ts'
import { scenes } from '../visitor/support/scenes.ts'

const looks = [
  { language: 'ja', colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { language: 'en', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
] as const

for (const { language, colorScheme, viewport } of looks) {
  test.describe(() => {
    test.use({ colorScheme, viewport })
    for (const { name, arrange } of scenes) {
      test(`visitor-states ${name} in ${colorScheme} can be read while it is touched`, async ({
        page,
        room,
        openDesk,
      }) => {
        await arrange({ page, room, language, openDesk })
        expect(await contrastFaults(page)).toEqual([])
      })
    }
  })
}
