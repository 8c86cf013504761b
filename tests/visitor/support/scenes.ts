import { expect, type Page } from '@playwright/test'
import type { Language } from '../../../src-shared/language.ts'
import { inTheMiddle } from '../../support/in-the-middle.ts'
import { failDevices, knock, openDoor, type DeskPeer } from './page-test.ts'
import type { StubRoom } from './stub-room.ts'

export type Stage = {
  readonly page: Page
  readonly room: StubRoom
  readonly language: Language
  readonly openDesk: () => Promise<DeskPeer>
}

export type Scene = { readonly name: string; readonly arrange: (stage: Stage) => Promise<void> }

export const invitation = 'invitation-of-the-visitor'

const words = {
  ja: {
    allow: 'カメラとマイクを許可',
    stop: '待つのをやめる',
    leaveRoom: '退出する',
    phoned: '電話をかけてもらう',
    you: 'あなた',
    screen: '共有画面',
    elsewhere: '別のタブで開いています',
  },
  en: {
    allow: 'Allow camera and microphone',
    stop: 'Stop waiting',
    leaveRoom: 'Leave room',
    phoned: 'Request a call',
    you: 'You',
    screen: 'Shared screen',
    elsewhere: 'Open in another tab',
  },
} as const

const message = {
  ja: 'ただいま手が離せません。恐れ入りますが、しばらくしてからもう一度お越しください。',
  en: 'We cannot leave our work right now. Please try again in a little while.',
}

/** Every state that a visitor can meet, each as it looks at its fullest. */
export const scenes: readonly Scene[] = [
  { name: 'door', arrange: door },
  {
    name: 'door-ready',
    async arrange(stage) {
      await door(stage)
      await allow(stage)
      await inTheMiddle(stage.page.getByLabel(words[stage.language].you, { exact: true }))
    },
  },
  {
    name: 'door-in-meeting',
    arrange: (stage) =>
      doorWith(stage, { presenceNow: { presence: 'in-meeting', untilMs: stage.room.now() + 25 * 60_000 } }),
  },
  {
    name: 'door-closed',
    arrange: (stage) =>
      doorWith(stage, { presenceNow: { presence: 'closed', untilMs: stage.room.now() + 15 * 3_600_000 } }),
  },
  { name: 'door-desk-offline', arrange: (stage) => doorWith(stage, { isDeskOnline: false }) },
  {
    name: 'door-call-back',
    async arrange(stage) {
      await doorWith(stage, { isDeskOnline: false })
      await openForm(stage)
    },
  },
  {
    name: 'door-invited',
    async arrange({ page, room, language }) {
      await page.goto(`${room.url}?lang=${language}#invitation=${invitation}`)
      await expect(page.locator('.note-good')).toHaveText(/\d/)
    },
  },
  {
    name: 'door-invitation-used',
    async arrange({ page, room, language }) {
      room.setInvitation({ kind: 'used' })
      await page.goto(`${room.url}?lang=${language}#invitation=${invitation}`)
      await expect(page.getByRole('alert')).toBeVisible()
    },
  },
  {
    name: 'door-invitation-gone',
    async arrange({ page, room, language }) {
      room.setInvitation({ kind: 'gone' })
      await page.goto(`${room.url}?lang=${language}#invitation=${invitation}`)
      await expect(page.getByRole('alert')).toBeVisible()
    },
  },
  {
    name: 'waiting-invited',
    async arrange({ page, room, language }) {
      room.setRoom({ presenceNow: { presence: 'closed', untilMs: room.now() + 15 * 3_600_000 } })
      await page.goto(`${room.url}?lang=${language}#invitation=${invitation}`)
      await page.locator('.door-knock button').click()
      await expect(page.getByRole('timer')).toBeVisible()
    },
  },
  {
    name: 'over-invited',
    async arrange({ page, room, language }) {
      await page.goto(`${room.url}?lang=${language}#invitation=${invitation}`)
      await page.locator('.door-knock button').click()
      await expect(page.getByRole('timer')).toBeVisible()
      room.setPhase({ kind: 'denied', message, asksForNumber: false })
      await expect(page.getByText(message[language])).toBeVisible()
    },
  },
  {
    name: 'door-refused-devices',
    async arrange(stage) {
      await failDevices(stage.page, 'NotAllowedError')
      await door(stage)
      await stage.page.getByRole('button', { name: words[stage.language].allow }).click()
      await inTheMiddle(stage.page.locator('.note-care'))
    },
  },
  {
    name: 'door-knock-failed',
    async arrange(stage) {
      stage.room.refuseKnocks('busy')
      await door(stage)
      await stage.page.locator('.door-knock button').click()
      await expect(stage.page.getByRole('alert')).toBeVisible()
    },
  },
  { name: 'waiting', arrange: wait },
  {
    name: 'waiting-ready',
    async arrange(stage) {
      await wait(stage)
      await allow(stage)
    },
  },
  {
    name: 'waiting-held',
    async arrange(stage) {
      await wait(stage)
      stage.room.setPhase({
        kind: 'held',
        place: 2,
        message: { ja: 'ただいま参ります。少々お待ちください。', en: 'We are coming. One moment, please.' },
        untilMs: stage.room.now() + 90_000,
      })
      await expect(stage.page.getByRole('blockquote')).toBeVisible()
    },
  },
  {
    name: 'waiting-unnoticed',
    async arrange(stage) {
      await wait(stage)
      stage.room.setKnockedAgo(95_000)
      await expect(stage.page.getByRole('link')).toBeVisible()
    },
  },
  {
    name: 'waiting-call-back',
    async arrange(stage) {
      await wait(stage)
      stage.room.setKnockedAgo(95_000)
      await openForm(stage)
      await stage.page.locator('.call-back-form button[type=submit]').click()
      await expect(stage.page.locator('.field-error')).toBeVisible()
    },
  },
  {
    name: 'waiting-call-back-taken',
    async arrange(stage) {
      await wait(stage)
      stage.room.setKnockedAgo(95_000)
      await openForm(stage)
      await stage.page.locator('#call-back-phone').fill('03-1234-5678')
      await stage.page.locator('.call-back-form button[type=submit]').click()
      await expect(stage.page.locator('.call-back .note-good')).toBeVisible()
    },
  },
  {
    name: 'waiting-lost',
    async arrange(stage) {
      await wait(stage)
      stage.room.setOnline(false)
      await expect(stage.page.locator('.note-care')).toBeVisible()
    },
  },
  {
    name: 'call',
    async arrange(stage) {
      await call(stage)
    },
  },
  {
    name: 'call-shared-screen',
    async arrange(stage) {
      const desk = await call(stage)
      await shareDrawing(desk.page)
      await expect(stage.page.getByLabel(words[stage.language].screen, { exact: true })).toBeVisible()
      await stage.page.waitForFunction(
        () => (document.querySelector<HTMLVideoElement>('.tile-shared video')?.videoWidth ?? 0) > 0,
      )
    },
  },
  {
    name: 'call-without-devices',
    async arrange(stage) {
      const desk = await stage.openDesk()
      await stage.page.bringToFront()
      await wait(stage)
      await desk.admit()
      await stage.page.bringToFront()
      await desk.page.evaluate(() => window.deskPeer.media.setCameraOn(false))
      await desk.page.evaluate(() => window.deskPeer.media.setMicrophoneOn(false))
      await expect(stage.page.locator('.tile-state')).toBeVisible()
    },
  },
  {
    name: 'denied',
    arrange: (stage) => over(stage, () => stage.room.setPhase({ kind: 'denied', message, asksForNumber: false })),
  },
  {
    name: 'withdrawn',
    arrange: (stage) => over(stage, () => stage.page.locator('.waiting-buttons .button').last().click()),
  },
  {
    name: 'expired',
    arrange: (stage) => over(stage, () => stage.room.setPhase({ kind: 'expired', cause: 'unanswered' })),
  },
  {
    name: 'ended',
    arrange: (stage) => over(stage, () => stage.room.setPhase({ kind: 'ended', reason: 'desk-hung-up' })),
  },
  { name: 'lost', arrange: (stage) => over(stage, () => stage.room.setPhase({ kind: 'ended', reason: 'desk-lost' })) },
  {
    name: 'farewell',
    async arrange(stage) {
      await over(stage, () => stage.room.setPhase({ kind: 'ended', reason: 'desk-hung-up' }))
      await stage.page.getByRole('button', { name: words[stage.language].leaveRoom }).click()
      await expect(stage.page.locator('.over-buttons .button-plain')).toBeVisible()
    },
  },
  {
    name: 'displaced',
    async arrange(stage) {
      await wait(stage)
      stage.room.displace()
      await expect(stage.page.getByRole('heading', { name: words[stage.language].elsewhere })).toBeFocused()
    },
  },
  { name: 'refused', arrange: refused },
]

async function openForm({ page, language }: Stage): Promise<void> {
  await page.getByRole('button', { name: words[language].phoned }).click()
  await expect(page.locator('#call-back-phone')).toBeVisible()
}

async function door({ page, room, language }: Stage): Promise<void> {
  await openDoor(page, room, language)
}

async function doorWith(stage: Stage, change: Parameters<StubRoom['setRoom']>[0]): Promise<void> {
  stage.room.setRoom(change)
  await door(stage)
}

async function allow({ page, language }: Stage): Promise<void> {
  await page.getByRole('button', { name: words[language].allow }).click()
  await expect(page.getByLabel(words[language].you, { exact: true })).toBeVisible()
  await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0)
}

async function wait({ page, room, language }: Stage): Promise<void> {
  await knock(page, room, language)
}

async function call(stage: Stage): Promise<DeskPeer> {
  const desk = await stage.openDesk()
  await stage.page.bringToFront()
  await wait(stage)
  await allow(stage)
  await desk.admit()
  await stage.page.bringToFront()
  await expect(stage.page.locator('.tile-remote video')).toBeVisible()
  await stage.page.waitForFunction(
    () => (document.querySelector<HTMLVideoElement>('.tile-remote video')?.videoWidth ?? 0) > 0,
  )
  await expect(stage.page.locator('.tile-mark-busy')).toBeHidden()
  return desk
}

/** The desk shares a picture that looks like a drawing. */
async function shareDrawing(desk: Page): Promise<void> {
  await desk.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 1280
    canvas.height = 720
    const brush = canvas.getContext('2d')
    if (!brush) throw new Error('No canvas')
    const paint = (): void => {
      brush.fillStyle = '#fff'
      brush.fillRect(0, 0, 1280, 720)
      brush.strokeStyle = '#134'
      brush.lineWidth = 3
      brush.strokeRect(160, 140, 960, 440)
      for (const x of [300, 980]) {
        brush.beginPath()
        brush.arc(x, 360, 70, 0, 7)
        brush.stroke()
      }
      brush.fillStyle = '#134'
      brush.font = '28px sans-serif'
      brush.fillText('A-1042  ⌀70 H7', 200, 660)
    }
    paint()
    setInterval(paint, 200)
    navigator.mediaDevices.getDisplayMedia = () => Promise.resolve(canvas.captureStream(10))
    await window.deskPeer.media.shareScreen()
  })
}

async function over(stage: Stage, end: () => void | Promise<void>): Promise<void> {
  await wait(stage)
  await end()
  await expect(stage.page.locator('.over-buttons .button').last()).toBeVisible()
}

async function refused({ page, room, language }: Stage): Promise<void> {
  room.refuseVisitors('rate-limited')
  await page.goto(`${room.url}?lang=${language}`)
  await expect(page.getByRole('alert')).toBeVisible()
}
