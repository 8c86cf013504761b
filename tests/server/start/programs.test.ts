/** The two programs as they are built, each as a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { readdir, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { filesOf } from '../../support/files-of.ts'
import {
  openDesk,
  openKnock,
  openVisitor,
  parseRoomAddress,
  unwrap,
  makeToken,
  type ServerAddress,
  type VisitorClient,
} from '../../support/room-client.ts'
import { hang, startHttpReceiver, type HttpReceiver } from '../../support/http-receiver.ts'
import { parseCallOuts, webhook } from '../call-outs/call-out-room.ts'
import { pairByLink } from '../../support/pair-by-link.ts'
import { makeFolder } from '../../support/start-server.ts'

let folder: string
let data: string
const children: ChildProcess[] = []

beforeAll(async () => {
  folder = await makeFolder()
  const root = path.join(import.meta.dirname, '../../..')
  const input = { index: path.join(root, 'src-server/index.ts'), embedded: path.join(root, 'src-server/embedded.ts') }
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    define: { __KONKON_VERSION__: '"1.2.3"' },
    ssr: { external: true },
    build: {
      ssr: true,
      target: 'node24',
      outDir: path.join(folder, 'server'),
      rollupOptions: { input, output: { entryFileNames: '[name].js' } },
    },
  })
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  await writeFile(path.join(folder, 'package.json'), '{"type":"module"}')
  await writeFile(
    path.join(folder, 'parent-port.mjs'),
    `import { EventEmitter } from 'node:events'
     const send = process.send.bind(process)
     const parentPort = Object.assign(new EventEmitter(), { postMessage: (message) => send(message) })
     const early = []
     process.on('message', (data) => parentPort.emit('message', { data }) || early.push(data))
     parentPort.on('newListener', () => {
       queueMicrotask(() => early.splice(0).forEach((data) => parentPort.emit('message', { data })))
     })
     Object.defineProperty(process, 'parentPort', { value: parentPort })`,
  )
})
beforeEach(async () => {
  data = await makeFolder()
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(data, { recursive: true, force: true })
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

function start(variables: Record<string, string>, program: 'index' | 'embedded' = 'index'): ChildProcess {
  const isEmbedded = program === 'embedded'
  const before = isEmbedded ? ['--import', path.join(folder, 'parent-port.mjs')] : []
  const child = spawn(process.execPath, [...before, path.join(folder, 'server', `${program}.js`)], {
    env: { PATH: process.env['PATH'], KONKON_PORT: '0', KONKON_DATA: data, ...variables },
    stdio: ['ignore', 'pipe', 'pipe', ...(isEmbedded ? (['ipc'] as const) : [])],
  })
  children.push(child)
  if (isEmbedded) child.send({ kind: 'start', keys, deskId: 'app' })
  return child
}

const keys = randomBytes(32).toString('base64')

async function readLines(child: ChildProcess, count: number): Promise<readonly string[]> {
  const lines: string[] = []
  for await (const line of createInterface(child.stdout!)) {
    lines.push(line)
    if (lines.length === count) break
  }
  return lines
}

/** From the lines that the program prints. */
function addressIn(lines: readonly string[]): ServerAddress {
  const { origin } = new URL(lines[1]?.split(' ').at(-1) ?? '')
  return { url: origin, room: parseRoomAddress('front-desk') }
}

async function exitOf(child: ChildProcess): Promise<unknown> {
  return child.exitCode ?? (await once(child, 'exit'))[0]
}

/** A visitor who waits; the call-out that says so is under way. */
async function knockWithCallOut(child: ChildProcess, receiver: HttpReceiver): Promise<VisitorClient> {
  const lines = await readLines(child, 3)
  const server = addressIn(lines)
  const { deskId, key } = await pairByLink(lines[1]?.split(' ').at(-1) ?? '')
  const desk = await openDesk(server, { id: deskId, key })
  unwrap(await desk.send('call-outs:set', parseCallOuts([webhook(receiver.url, { id: 'hook' })])))
  const { visitor } = await openKnock(server)
  await receiver.waitForRequests(1)
  return visitor
}

describe('the room server alone', () => {
  it('prints three lines when it is ready, and ends cleanly', async () => {
    const child = start({ KONKON_ROOM: 'sato-works' })
    const errors = text(child.stderr!)
    const lines = await readLines(child, 3)
    const [visitorUrl = '', deskUrl = ''] = lines.map((line) => line.split(' ').at(-1))
    expect(lines[0]).toMatch(/^visitor page: http:\/\/localhost:\d+\/sato-works$/)
    expect(lines[1]).toMatch(/^front desk: http:\/\/localhost:\d+\/desk#sato-works\.pair\.[\w-]{43}$/)
    expect(lines[2]).toBe('ready')
    const health = await fetch(new URL('/healthz', visitorUrl))
    expect(await health.json()).toEqual({ status: 'ok', version: '1.2.3' })
    child.kill('SIGTERM')
    child.kill('SIGINT')
    expect(await exitOf(child)).toBe(0)
    expect(await errors).toContain('room server stopped')
    expect(await errors).not.toContain(deskUrl.split('.').at(-1))
  })

  it('finishes a call-out that is under way before it ends, tells its pages, and takes no new knock', async () => {
    let release: () => void = () => undefined
    const receiver = await startHttpReceiver((response) => {
      release = () => response.writeHead(200).end()
    })
    const child = start({ KONKON_CALL_OUT_ALLOW: '127.0.0.1' })
    const errors = text(child.stderr!)
    const page = await knockWithCallOut(child, receiver)
    child.kill('SIGTERM')
    await page.waitFor('server:restarting')
    expect(await page.send('knock', { name: 'late', token: makeToken() })).toMatchObject({ kind: 'failed' })
    expect(child.exitCode).toBeNull()
    release()
    expect(await exitOf(child)).toBe(0)
    expect(await errors).toContain('"outcome":{"kind":"delivered"}')
    await receiver.dispose()
  })

  it('ends at once when it is told a second time', async () => {
    const receiver = await startHttpReceiver(hang)
    const child = start({ KONKON_CALL_OUT_ALLOW: '127.0.0.1' })
    const page = await knockWithCallOut(child, receiver)
    const toldAtMs = performance.now()
    child.kill('SIGTERM')
    await page.waitFor('server:restarting')
    // Twice within half a second is one press of Ctrl-C, told by the terminal and by the parent program.
    child.kill('SIGINT')
    await new Promise((resolve) => {
      setTimeout(resolve, 700)
    })
    expect(child.exitCode).toBeNull()
    child.kill('SIGINT')
    expect(await exitOf(child)).toBe(0)
    // One attempt alone may take 5 s.
    expect(performance.now() - toldAtMs).toBeLessThan(4_500)
    await receiver.dispose()
  })

  it('prints another link at every start, which pairs one browser, once, and none where it is told so', async () => {
    const links: string[] = []
    for (const variables of [{}, {}, { KONKON_PRINT_LINK: '0' }]) {
      const child = start(variables)
      const lines = await readLines(child, 3)
      links.push(lines[1]?.split(' ').at(-1) ?? '')
      if (links.length === 1) {
        const { deskId, key } = await pairByLink(links[0] ?? '')
        await openDesk(addressIn(lines), { id: deskId, key })
        await expect(pairByLink(links[0] ?? '')).rejects.toThrow('unauthorised')
      }
      child.kill('SIGTERM')
      await exitOf(child)
    }
    expect(new Set(links).size).toBe(3)
    expect(links[2]).toMatch(/^http:\/\/localhost:\d+\/desk$/)
  })

  it('forgets neither the room nor a waiting knock nor a call when it is killed, and starts again at once', async () => {
    const first = start({})
    const lines = await readLines(first, 3)
    const before = addressIn(lines)
    const { deskId, key } = await pairByLink(lines[1]?.split(' ').at(-1) ?? '')
    const desk = await openDesk(before, { id: deskId, key })
    const waiting = await openKnock(before, { name: 'waiting' })
    const talking = await openKnock(before, { name: 'talking' })
    const call = unwrap(await desk.send('admit', { knockId: talking.knock.id }))
    first.kill('SIGKILL')
    await exitOf(first)

    const second = start({})
    const after = addressIn(await readLines(second, 3))
    const snapshot = await (await openDesk(after, { id: deskId, key })).waitFor('snapshot')
    expect(snapshot.knocks).toEqual([
      {
        id: waiting.knock.id,
        name: waiting.knock.name,
        knockedAtMs: waiting.knock.knockedAtMs,
        language: 'ja',
        invitedBy: null,
        source: null,
        denial: null,
        callBack: null,
        visitorLink: 'lost',
        phase: { kind: 'waiting', sinceMs: waiting.knock.knockedAtMs },
      },
    ])
    expect(snapshot.calls).toEqual([{ ...call, visitorLink: 'lost' }])
    const back = await openVisitor(after, { token: waiting.visitor.token })
    expect((await back.waitFor('welcome')).knock).toEqual(waiting.knock)
  })

  it.each([
    ['KONKON_PORT', '99999', 'a whole number from 0 to 65535'],
    ['KONKON_ROOM', 'Front Desk', '1 to 64 of a-z'],
    ['KONKON_SHELL', 'emacs', 'electron, browser or none'],
    ['KONKON_HOST', '203.0.113.7', 'an address of this machine'],
    ['KONKON_DATA', '/dev/null', 'a folder that can be written to'],
  ])('ends with 2 and one line for %s=%s', async (name, value, allowed) => {
    const child = start({ [name]: value })
    const errors = await text(child.stderr!)
    expect(await exitOf(child)).toBe(2)
    expect(errors).toContain(`${name} is ${JSON.stringify(value)}, but must be ${allowed}`)
    expect(errors.trimEnd().split('\n')).toHaveLength(1)
  })

  it('ends with 1 and one line when the port is taken', async () => {
    const first = start({})
    const [visitorLine = ''] = await readLines(first, 3)
    const port = new URL(visitorLine.split(' ').at(-1) ?? '').port
    const second = start({ KONKON_PORT: port, KONKON_DATA: path.join(data, 'other') })
    const errors = await text(second.stderr!)
    expect(await exitOf(second)).toBe(1)
    expect(errors).toBe(
      `Port ${port} on 127.0.0.1 is in use by another program. Stop that one, or choose another port with KONKON_PORT.\n`,
    )
  })
})

describe('the room server inside the app', () => {
  it('reports where it is, and stops when the app asks', async () => {
    const child = start({}, 'embedded')
    const [report] = (await once(child, 'message')) as [Record<string, string>]
    expect(report).toEqual({
      kind: 'ready',
      url: expect.stringMatching(/^http:\/\/localhost:\d+$/) as unknown,
      visitorUrl: `${report['url']}/front-desk`,
      deskUrl: expect.stringMatching(/\/desk#front-desk\.pair\.[\w-]{43}$/) as unknown,
      room: 'front-desk',
      deskKey: expect.stringMatching(/^[\w-]{43}$/) as unknown,
    })
    child.send({ kind: 'something else' })
    expect((await fetch(`${report['url']}/healthz`)).status).toBe(200)
    child.send({ kind: 'stop' })
    expect(await exitOf(child)).toBe(0)
    // The app's key is enough, and is written nowhere here.
    const kept = await readdir(data)
    expect(kept).not.toContain('key')
    expect((await filesOf(data)).toString('latin1')).not.toContain(keys)
  })

  it('ends when the app is gone', async () => {
    const child = start({}, 'embedded')
    await once(child, 'message')
    child.disconnect()
    expect(await exitOf(child)).toBe(0)
  })

  it.each([
    ['a bad variable', { KONKON_PORT: 'x' }, 'KONKON_PORT is "x"'],
    ['a folder that cannot be used', { KONKON_DATA: '/dev/null' }, 'The data folder /dev/null cannot be used'],
  ])('reports %s', async (_, variables, message) => {
    const child = start(variables, 'embedded')
    const [report] = (await once(child, 'message')) as [unknown]
    expect(report).toMatchObject({ kind: 'failed', message: expect.stringContaining(message) as unknown })
  })
})
