import { EventEmitter } from 'node:events'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { createAlertLadder } from '../../src-main/alerts/alert-ladder.ts'
import { createNativeAlerts, type NotificationClass } from '../../src-main/alerts/native-alerts.ts'
import { createPlainAlert } from '../../src-main/alerts/plain-alert.ts'
import type { AlertActivation, KnockAlert } from '../../src-desk/ports.ts'
import type { AlertStatus } from '../../src-shared/desk-state.ts'
import { KnockIdSchema } from '../../src-shared/ids.ts'
import { createFakeClock } from '../fakes/fake-clock.ts'
import { createFakeLog } from '../fakes/fake-log.ts'

type Press = { readonly type: string; readonly arguments: string; readonly actionIndex?: number }

const knockId = v.parse(KnockIdSchema, 'k1')
const alert: KnockAlert = { knockId, name: 'Ana', isInvited: false, language: 'en' }
const turnedOff = 'Notification failed with HRESULT: -2143420143'

/** The system's notices: `answer` is what each says when it is shown; null says nothing. */
function fakeNotifications(answer: { kind: 'show' } | { kind: 'failed'; cause: string } | null, isSupported = true) {
  const shown: FakeNotification[] = []
  const activation = { press: (_press: Press): void => {} }
  class FakeNotification extends EventEmitter {
    static isSupported = (): boolean => isSupported
    static handleActivation = (callback: (press: Press) => void): void => {
      activation.press = callback
    }
    readonly options: Electron.NotificationConstructorOptions
    isClosed = false
    constructor(options: Electron.NotificationConstructorOptions) {
      super()
      this.options = options
    }
    show(): void {
      shown.push(this)
      if (answer?.kind === 'show') this.emit('show', {})
      if (answer?.kind === 'failed') this.emit('failed', {}, answer.cause)
    }
    close(): void {
      this.isClosed = true
    }
  }
  return { Notification: FakeNotification as unknown as NotificationClass, shown, activation }
}

function setUp(
  fake: ReturnType<typeof fakeNotifications>,
  options: { platform?: NodeJS.Platform; last?: AlertStatus } = {},
) {
  const clock = createFakeClock()
  const plain: KnockAlert[] = []
  const activations: AlertActivation[] = []
  const alerts = createAlertLadder({
    createNative: (onActivated) =>
      createNativeAlerts({
        Notification: fake.Notification,
        platform: options.platform ?? 'linux',
        clock,
        onActivated,
      }),
    showPlain: (each) => {
      plain.push(each)
      return Promise.resolve(options.last ?? { kind: 'shown' })
    },
    log: createFakeLog(),
  })
  alerts.onActivated((activation) => activations.push(activation))
  return { alerts, clock, plain, activations }
}

test('the first rung has buttons, stays, and makes no sound of its own', async () => {
  const fake = fakeNotifications({ kind: 'show' })
  const { alerts, plain } = setUp(fake)
  expect(await alerts.show(alert)).toEqual({ kind: 'shown' })
  expect(fake.shown[0]?.options).toMatchObject({
    id: 'k1',
    silent: true,
    urgency: 'critical',
    timeoutType: 'never',
    actions: [{ text: 'Admit' }, { text: 'Deny' }],
  })
  expect(fake.shown[0]?.options).not.toHaveProperty('toastXml')
  expect(plain).toEqual([])
})

test('it says that a visitor was invited', async () => {
  const fake = fakeNotifications({ kind: 'show' })
  const { alerts } = setUp(fake)
  await alerts.show({ ...alert, isInvited: true })
  expect(fake.shown[0]?.options.body).toBe('An invited visitor. Admit starts the call at once.')
})

test('its buttons decide; a press beside them only opens', async () => {
  const fake = fakeNotifications({ kind: 'show' })
  const { alerts, activations } = setUp(fake)
  await alerts.show(alert)
  fake.shown[0]?.emit('action', { actionIndex: 0 })
  fake.shown[0]?.emit('action', { actionIndex: 1 })
  fake.shown[0]?.emit('action', { actionIndex: 7 })
  fake.shown[0]?.emit('click', {})
  expect(activations).toEqual([{ kind: 'admit', knockId }, { kind: 'deny', knockId }, { kind: 'open' }])
})

test('on Windows the toast is our own XML, and a press after a restart still counts', async () => {
  const fake = fakeNotifications({ kind: 'show' })
  const { alerts, activations } = setUp(fake, { platform: 'win32' })
  await alerts.show(alert)
  expect(fake.shown[0]?.options.toastXml).toContain('tag=k1')
  fake.activation.press({ type: 'action', arguments: 'type=action&action=0&tag=older', actionIndex: 0 })
  expect(activations).toEqual([{ kind: 'admit', knockId: 'older' }])
})

test('is taken back, and the same knock is shown once', async () => {
  const fake = fakeNotifications({ kind: 'show' })
  const { alerts } = setUp(fake)
  await alerts.show(alert)
  await alerts.show(alert)
  expect(fake.shown.map((each) => each.isClosed)).toEqual([true, false])
  alerts.clear(knockId)
  expect(fake.shown.map((each) => each.isClosed)).toEqual([true, true])
})

test.each([
  ['unsupported', fakeNotifications(null, false)],
  ['failed', fakeNotifications({ kind: 'failed', cause: 'no server' })],
] as const)('where it is %s, the last resort shows', async (_name, fake) => {
  const { alerts, plain } = setUp(fake)
  expect(await alerts.show(alert)).toEqual({ kind: 'shown' })
  expect(plain).toEqual([alert])
})

test('where a person has turned notices off, there is no last resort', async () => {
  const { alerts, plain } = setUp(fakeNotifications({ kind: 'failed', cause: turnedOff }))
  expect(await alerts.show(alert)).toEqual({ kind: 'suppressed', reason: 'turned-off-by-system' })
  expect(plain).toEqual([])
})

test('where nothing can be shown, it says why the first one could not', async () => {
  const { alerts } = setUp(fakeNotifications({ kind: 'failed', cause: 'no server' }), {
    last: { kind: 'failed', cause: 'nor this' },
  })
  expect(await alerts.show(alert)).toEqual({ kind: 'failed', cause: 'no server' })
})

test('a system that says nothing is not waited for', async () => {
  const { alerts, clock } = setUp(fakeNotifications(null), { last: { kind: 'failed', cause: 'nor this' } })
  const showing = alerts.show(alert)
  clock.advance(3000)
  expect(await showing).toMatchObject({ kind: 'failed' })
})

test('the last resort starts with a word of ours and has no control characters', async () => {
  const asked: { title?: string; message?: string }[] = []
  const notify = (notice: object, callback: (error: Error | null, answer: string) => void): void => {
    asked.push(notice)
    callback(null, '')
  }
  const show = createPlainAlert({ notifier: { notify } as never, clock: createFakeClock() })
  expect(await show({ ...alert, name: '--icon=/etc/passwd\n\u001b[31mred' })).toEqual({ kind: 'shown' })
  expect(asked).toEqual([
    { title: 'Knock: --icon=/etc/passwd [31mred is at the door', message: 'Open the front desk window.' },
  ])
})

test.each([
  ['', { kind: 'shown' }],
  ['a warning on stderr', { kind: 'shown' }],
  [null, { kind: 'shown' }],
  [new Error('notify-send must be installed'), { kind: 'failed', cause: 'notify-send must be installed' }],
] as const)('a last resort that answers %o', async (answer, expected) => {
  const notify = (_notice: object, callback: (error: unknown) => void): void => callback(answer)
  expect(await createPlainAlert({ notifier: { notify } as never, clock: createFakeClock() })(alert)).toEqual(expected)
})

test('a last resort that says nothing is not waited for', async () => {
  const clock = createFakeClock()
  const showing = createPlainAlert({ notifier: { notify: () => {} } as never, clock })(alert)
  clock.advance(3000)
  expect(await showing).toMatchObject({ kind: 'failed' })
})
