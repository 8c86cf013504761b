import { expect, test } from './support/app-test.ts'

test('a knock calls on every channel at once, and all fall silent when it is withdrawn', async ({ launch, visit }) => {
  const app = await launch()
  const visitor = await visit(app)
  const { id } = await visitor.knock('Ana')

  const notification = await app.openNotification()
  expect(notification).toMatchObject({ id, title: 'Knock: Ana is at the door', actions: ['Admit', 'Deny'] })
  await app.until((record) => record.windows.find(({ role, isVisible }) => role === 'card' && isVisible))
  await app.until((record) => record.windows.find(({ role, isAudible }) => role === 'ringer' && isAudible))
  const called = await app.until((record) => record.tray?.image.endsWith('/knock.png') && record)
  expect(called.badge).toBe(1)
  expect(called.tray?.menu.find((entry) => entry.id === `admit-${id}`)).toMatchObject({
    label: 'Admit Ana',
    isEnabled: true,
  })
  const card = await app.windowState('card')
  expect(card.calls).toContain('showInactive()')
  expect(card.isFocused).toBe(false)

  await visitor.withdraw()
  await app.until((record) => record.windows.every(({ role, isVisible }) => role !== 'card' || !isVisible))
  await app.until((record) => record.windows.every((window) => !window.isAudible))
  const quiet = await app.until((record) => record.tray?.image.endsWith('/idle.png') && record)
  expect(quiet.notifications.filter((each) => !each.isClosed)).toEqual([])
  // Who knocked in vain is to be phoned, and counts until somebody did.
  await app.until((record) => record.badge === 1 && record.tray?.tip === 'Konkon: the door is open\n1 to follow up')
  expect(quiet.beeps).toBe(0)
})

test('the taskbar flashes while the desk is behind other windows', async ({ launch, visit }) => {
  const app = await launch({ args: ['--hidden'] })
  expect((await app.windowState('desk')).isVisible).toBe(false)
  await (await visit(app)).knock('Ben')
  await app.until((record) =>
    record.windows.find(({ role, calls }) => role === 'desk' && calls.includes('flashFrame(true)')),
  )
  await app.control('click-tray', null)
  const desk = await app.until((record) => record.windows.find(({ role, isVisible }) => role === 'desk' && isVisible))
  expect(desk.calls.at(-1)).toBe('flashFrame(false)')
})

test('Admit on the notice admits, and opens the desk', async ({ launch, visit }) => {
  const app = await launch({ args: ['--hidden'] })
  const visitor = await visit(app)
  const { id } = await visitor.knock('Chie')
  await app.openNotification()
  await app.control('press-notification', { id, button: 0 })
  await visitor.reached('admitted')
  await app.until((record) => record.windows.find(({ role, isVisible }) => role === 'desk' && isVisible))
  await app.until((record) => record.notifications.every((each) => each.isClosed))
  await app.until(
    (record) => record.tray?.image.endsWith('/call.png') && record.powerBlockers.includes('prevent-display-sleep'),
  )
})

test('Deny on the notice denies; a press beside the buttons decides nothing', async ({ launch, visit }) => {
  const app = await launch({ args: ['--hidden'] })
  const visitor = await visit(app)
  const { id } = await visitor.knock('Dai')
  await app.openNotification()
  await app.control('press-notification', { id, button: null })
  await app.until((record) => record.windows.find(({ role, isVisible }) => role === 'desk' && isVisible))
  expect((await app.record()).notifications.some((each) => !each.isClosed)).toBe(true)
  await app.control('press-notification', { id, button: 1 })
  await visitor.reached('denied')
})

test('Admit on the card admits', async ({ launch, visit }) => {
  const app = await launch({ args: ['--hidden'] })
  const visitor = await visit(app)
  await visitor.knock('Emi')
  const card = await app.window('card')
  await expect(card.getByText('Emi')).toBeVisible()
  await card.getByRole('button', { name: 'Admit', exact: true }).click()
  await visitor.reached('admitted')
})

test('the card opens the desk', async ({ launch, visit }) => {
  const app = await launch({ args: ['--hidden'] })
  await (await visit(app)).knock('Eri')
  const card = await app.window('card')
  await card.getByRole('button', { name: 'Show the desk' }).click()
  await app.until((record) => record.windows.find(({ role, isVisible }) => role === 'desk' && isVisible))
})

test('Admit in the tray admits whoever waits longest', async ({ launch, visit }) => {
  const app = await launch()
  const first = await visit(app)
  const second = await visit(app)
  const { id } = await first.knock('Fumi')
  await second.knock('Gen')
  await app.until((record) => record.tray?.tip === 'Konkon: 2 waiting')
  await app.control('click-menu', { id: `admit-${id}` })
  await first.reached('admitted')
})

test('presence is set from the tray', async ({ launch }) => {
  const app = await launch()
  await app.control('click-menu', { id: 'presence-away' })
  await app.until((record) =>
    record.tray?.menu
      .find(({ id }) => id === 'presence')
      ?.submenu.find(({ id, isChecked }) => id === 'presence-away' && isChecked),
  )
})

test('speaks Japanese on a Japanese computer', async ({ launch, visit }) => {
  const app = await launch({ locale: 'ja-JP' })
  await (await visit(app)).knock('')
  const notification = await app.openNotification()
  expect(notification).toMatchObject({
    title: 'コンコン：お客様がお見えです',
    actions: ['入室を許可', 'お断り'],
  })
})

test('a ring whose page cannot sound is tried again, and then the system beeps until it can', async ({
  launch,
  visit,
}) => {
  const silenceRinger = (): void => {
    if (!location.pathname.endsWith('ringer.html')) return
    Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'suspended' })
  }
  const app = await launch({ initScripts: [silenceRinger] })
  const visitor = await visit(app)
  await visitor.knock('Hana')
  await app.until((record) => record.beeps >= 2)
  const desk = await app.window('desk')
  const ring = await desk.evaluate(async () => {
    const bridge = Reflect.get(window, 'konkon')
    return (await bridge.getState()).ring
  })
  expect(ring).toMatchObject({ kind: 'failed' })
  await visitor.withdraw()
  const { beeps } = await app.until((record) => record.tray?.image.endsWith('/idle.png') && record)
  await expect.poll(async () => (await app.record()).beeps - beeps, { timeout: 1500 }).toBe(0)
})
