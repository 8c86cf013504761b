/** Moments that the guides for owners show and no other picture does. */
import type { DeskScene } from './scenes.ts'
import { inTheMiddle } from '../../support/in-the-middle.ts'
import { goTo, settledState } from './settings-scenes.ts'
import { relayHost, relayName, showServerKey } from './relay-answers.ts'

export const guideScenes: readonly DeskScene[] = [
  {
    name: 'a relay that is about to be set up',
    view: 'page',
    state: settledState('ja', 'light'),
    open: async (page) => {
      await goTo(page, 'relay')
      await showServerKey(page)
      await page.getByLabel(/サーバーのアドレス|Address of the server/).fill(relayHost)
      await page.getByLabel(/お客様が開く名前|Name that customers open/).fill(relayName)
      await page.getByRole('textbox', { name: /^(パスワード|Password)$/ }).fill('not shown')
      await page.getByRole('button', { name: /サーバーを確かめる|Look at the server/ }).click()
      await inTheMiddle(page.getByText(/このサーバーで、次のことを|This will be done/))
    },
  },
  {
    name: 'a signal tower that is added',
    view: 'page',
    state: settledState('ja', 'light'),
    open: async (page) => {
      await goTo(page, 'call-outs')
      await page.getByRole('button', { name: /表示灯・回転灯|Signal tower/ }).click()
      await inTheMiddle(page.getByRole('textbox').nth(1))
    },
  },
]
