import { expect, test } from './support/app-test.ts'

test('every window is sandboxed, isolated and without Node', async ({ launch }) => {
  const app = await launch()
  const { windows, isSandboxed } = await app.record()
  expect(windows.map((window) => window.role).sort()).toEqual(['card', 'desk', 'ringer', 'sharing'])
  expect(isSandboxed).toBe(true)
  for (const { webPreferences } of windows) {
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
    })
    expect(webPreferences).not.toHaveProperty('webSecurity')
    expect(webPreferences).not.toHaveProperty('allowRunningInsecureContent')
  }
})

test('a window sees verbs of its role and nothing else', async ({ launch }) => {
  const app = await launch()
  for (const role of ['desk', 'card', 'ringer', 'sharing'] as const) {
    const page = await app.window(role)
    const seen = await page.evaluate(() => ({
      role: Reflect.get(window, 'konkon').role,
      isFrozen: Object.isFrozen(Reflect.get(window, 'konkon')),
      leaks: ['require', 'process', 'module', 'ipcRenderer', 'Buffer', 'global'].filter((name) => name in window),
    }))
    expect(seen).toEqual({ role, isFrozen: true, leaks: [] })
  }
})

test('pages come with a strict policy as a header, which is enforced', async ({ launch }) => {
  const app = await launch()
  const desk = await app.window('desk')
  const policy = await desk.evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy'))
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
  const outcome = await desk.evaluate(async () => {
    const violations: string[] = []
    const both = new Promise<void>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        violations.push(event.effectiveDirective)
        if (violations.length === 2) resolve()
      })
    })
    const script = document.createElement('script')
    script.textContent = 'window.injected = true'
    document.body.append(script)
    const fetched = await fetch('https://example.com/').then(
      () => 'fetched',
      () => 'refused',
    )
    await both
    return { isInjected: 'injected' in window, fetched, violations }
  })
  expect(outcome.isInjected).toBe(false)
  expect(outcome.fetched).toBe('refused')
  expect(outcome.violations).toEqual(['script-src-elem', 'connect-src'])
})

test('grants what a call needs to its own pages, and nothing else to anybody', async ({ launch }) => {
  const app = await launch()
  const ours = 'app://konkon/desk.html'
  const ask = (permission: string, url: string, isMainFrame: boolean): Promise<readonly boolean[]> =>
    Promise.all(
      (['request', 'check'] as const).map((way) =>
        app.control('ask-permission', { way, permission, url, isMainFrame }),
      ),
    )
  for (const permission of [
    'media',
    'display-capture',
    'speaker-selection',
    'fullscreen',
    'clipboard-sanitized-write',
  ]) {
    expect(await ask(permission, ours, true), permission).toEqual([true, true])
    expect(await ask(permission, ours, false), `${permission} in a frame`).toEqual([false, false])
    expect(await ask(permission, 'https://example.com/', true), `${permission} elsewhere`).toEqual([false, false])
    expect(await ask(permission, 'app://other/desk.html', true), `${permission} of another host`).toEqual([
      false,
      false,
    ])
    expect(await ask(permission, 'evil://konkon/desk.html', true), `${permission} of another scheme`).toEqual([
      false,
      false,
    ])
  }
  for (const permission of [
    'geolocation',
    'notifications',
    'hid',
    'usb',
    'serial',
    'midi',
    'clipboard-read',
    'local-network',
    'unknown',
  ]) {
    expect(await ask(permission, ours, true), permission).toEqual([false, false])
  }
  const desk = await app.window('desk')
  const position = await desk.evaluate(
    () =>
      new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('found'),
          () => resolve('refused'),
        ),
      ),
  )
  expect(position).toBe('refused')
})

test('no page goes elsewhere or opens a window; links for people open outside', async ({ launch }) => {
  const app = await launch()
  const desk = await app.window('desk')
  const before = desk.url()
  await desk.evaluate(() => {
    location.href = 'https://example.com/'
  })
  await desk.evaluate(() => {
    for (const url of [
      'file:///etc/passwd',
      'https://example.com/help',
      'tel:03-1234-5678',
      'javascript:alert(1)',
      'http://example.com/',
      'ms-settings:privacy',
      'ms-settings:notifications',
    ])
      window.open(url)
  })
  const { openedOutside } = await app.until((record) => record.openedOutside.length >= 3 && record)
  expect(openedOutside).toEqual(['https://example.com/help', 'tel:03-1234-5678', 'ms-settings:notifications'])
  expect(desk.url()).toBe(before)
  expect((await app.windowState('desk')).url).toBe('app://konkon/desk.html')
})

test('refuses messages from a wrong sender, and says so only to the log', async ({ launch }) => {
  const app = await launch()
  const ours = 'app://konkon/desk.html'
  const forge = {
    way: 'invoke',
    channel: 'state:get',
    payload: null,
    role: 'desk',
    frameUrl: ours,
    isSubFrame: false,
  } as const
  const forbidden = "Error invoking remote method 'state:get': Error: forbidden"
  expect(await app.control('forge-ipc', forge)).toEqual({ error: null })
  expect(await app.control('forge-ipc', { ...forge, isSubFrame: true })).toEqual({ error: forbidden })
  expect(await app.control('forge-ipc', { ...forge, frameUrl: 'https://example.com/' })).toEqual({ error: forbidden })
  expect(await app.control('forge-ipc', { ...forge, frameUrl: 'evil://konkon/desk.html' })).toEqual({
    error: forbidden,
  })
  expect(await app.control('forge-ipc', { ...forge, role: 'ringer' })).toEqual({ error: forbidden })
  expect(await app.control('forge-ipc', { ...forge, payload: 'unexpected' })).toEqual({
    error: "Error invoking remote method 'state:get': Error: bad-request",
  })
})

test('a role cannot use the channels of another: a card that stops the ring, a ringer that opens the desk', async ({
  launch,
  visit,
}) => {
  const app = await launch({ args: ['--hidden'] })
  await (await visit(app)).knock('Ivo')
  await app.until((record) => record.windows.find(({ role, isAudible }) => role === 'ringer' && isAudible))
  const send = { way: 'send', payload: null, frameUrl: 'app://konkon/ringer.html', isSubFrame: false } as const
  await app.control('forge-ipc', { ...send, channel: 'face:open', role: 'ringer' })
  expect((await app.windowState('desk')).isVisible).toBe(false)
  await app.control('forge-ipc', { ...send, channel: 'face:open', role: 'card' })
  expect((await app.windowState('desk')).isVisible).toBe(true)
  const command = { way: 'invoke', frameUrl: 'app://konkon/card.html', isSubFrame: false, role: 'card' } as const
  for (const [channel, payload] of [
    ['command', { kind: 'set-presence', setting: { kind: 'manual', presence: 'closed', untilMs: null } }],
    ['state:get', null],
    ['request', { name: 'desks:list', payload: null }],
  ] as const) {
    expect(await app.control('forge-ipc', { ...command, channel, payload })).toEqual({
      error: `Error invoking remote method '${channel}': Error: forbidden`,
    })
  }
})
