import { nowMs } from '../renderer/sample-state.ts'
import { test as visiting } from '../visitor/support/page-test.ts'
import { startStubRoom } from '../visitor/support/stub-room.ts'
import { visitorRules } from './layout-faults.ts'
import { windowOf } from './looks.ts'
import { customer, drawing, machinist } from './people.ts'
import { visitorPictures } from './screens.ts'
import { takePicture } from './take-picture.ts'

/** The visitor's page and its room at one moment: timers run, and no clock moves. */
const test = visiting.extend({
  async page({ page }, use) {
    await page.clock.setFixedTime(nowMs)
    await use(page)
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern.
  async room({}, use) {
    const room = await startStubRoom(() => nowMs)
    await use(room)
    await room.dispose()
  },
})

for (const { name, look, scene } of visitorPictures) {
  test.describe(() => {
    test.use(windowOf(look))
    test(name, async ({ page, room, openDesk }) => {
      await scene.arrange({ page, room, language: look.language, openDesk })
      await takePicture(page, { name, standIns: { you: customer, other: machinist, drawing }, rules: visitorRules })
    })
  })
}
