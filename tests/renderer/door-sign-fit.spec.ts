/** Whether all of the door sign stands on its paper, measured as it is laid out for print. */
import { expect, test } from '@playwright/test'
import { openSignDialog } from './support/door-sign-dialog.ts'

test.use({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP', viewport: { width: 1366, height: 768 } })

for (const choice of ['A4', 'A6', '名刺']) {
  for (const isLong of [false, true]) {
    test(`${choice} has its hours, and cuts nothing off${isLong ? ', with the longest of everything' : ''}`, async ({
      page,
    }) => {
      await openSignDialog(page, isLong)
      await page.getByRole('radio', { name: choice }).check()
      await page.emulateMedia({ media: 'print' })
      const paper = page.locator('.sign-sheet .sign')
      for (const hours of isLong ? ['月 8:00', '土 8:50', 'Mon 8:00', 'Sat 8:50'] : ['月–金 8:30', 'Mon–Fri 8:30']) {
        await expect(paper.getByText(hours)).toBeVisible()
      }
      const faults = await paper.evaluate((sign) => {
        const edge = sign.getBoundingClientRect()
        const parts = [...sign.querySelectorAll('p, .qr')].map((part) => ({ part, box: part.getBoundingClientRect() }))
        const found = parts.filter(({ box }) => box.bottom > edge.bottom || box.right > edge.right + 0.5)
        const covering = parts.flatMap(({ part, box: a }, index) =>
          parts
            .slice(index + 1)
            .filter(({ box: b }) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1)
            .filter(({ box: b }) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
            .map((other) => `${part.textContent} lies over ${other.part.textContent}`),
        )
        return [...found.map(({ part }) => `${part.textContent} is cut off`), ...covering]
      })
      expect(faults).toEqual([])
      // 5 points, below which print is not read any more.
      const smallest = await paper
        .locator('p, p span')
        .evaluateAll((all) => Math.min(...all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize))))
      expect(smallest).toBeGreaterThanOrEqual((5 / 72) * 96)
    })
  }
}
