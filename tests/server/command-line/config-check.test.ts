/** The file of settings: what it may hold, what wins, and how a slip is named. */
import { readFileSync } from 'node:fs'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyOf } from '../../../src-server/start/config-file.ts'
import { readSettings } from '../../../src-server/start/settings.ts'
import { allVariables } from '../../../src-server/start/variables.ts'
import { runKonkon, startKonkon, type CommandOutcome } from '../../support/konkon-command.ts'
import { makeFolder } from '../../support/start-server.ts'

let folder: string
let data: string
let file: string

beforeEach(async () => {
  folder = await makeFolder()
  data = path.join(folder, 'data')
  file = path.join(folder, 'shop.toml')
  await mkdir(data)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const check = (variables: Record<string, string> = {}, ...args: readonly string[]): Promise<CommandOutcome> =>
  runKonkon(['config', 'check', ...args], { dataFolder: data, variables })
const read = (variables: Record<string, string> = {}) =>
  readSettings({ KONKON_CONFIG: file, ...variables }, { platform: 'linux', homeFolder: folder })

const everything = `# What this shop has chosen.
host = "0.0.0.0"
port = 8080   # behind Caddy
room = "sato"
public-origin = "https://desk.example.jp"
trusted-proxies = ["127.0.0.1", "10.0.0.0/8"]
print-link = false
shell = "none"
lan-port = 5443
tls-cert = "desk.crt"
tls-key = "/etc/konkon/desk.key"
key-file = "keys/key"
call-out-allow = "127.0.0.1"
ice-servers = [
  { urls = ["stun:turn.example.jp:3478"] },
  { urls = ["turn:turn.example.jp:3478"], username = "shop", credential = "hunter22" },
  { urls = ["turn:other.example.jp:3478"] },
]
turn-secret = "0123456789abcdef"
metrics-port = 9464
log-level = "warn"
data = "data"
`

describe('the file of settings', () => {
  it('holds all that the variables hold, with lists as lists and paths from where it lies', async () => {
    await writeFile(file, everything)
    const result = read()
    expect(result).toMatchObject({
      kind: 'ok',
      settings: {
        environment: {
          host: '0.0.0.0',
          port: 8080,
          room: 'sato',
          dataFolder: data,
          publicOrigin: 'https://desk.example.jp',
          trustedProxies: ['127.0.0.1', '10.0.0.0/8'],
          printsLink: false,
          shell: 'none',
          lan: {
            port: 5443,
            certificate: { certificateFile: path.join(folder, 'desk.crt'), keyFile: '/etc/konkon/desk.key' },
          },
          keySource: { file: path.join(folder, 'keys/key') },
          openedToCallOuts: ['127.0.0.1'],
          iceServers: [{}, { username: 'shop', credential: 'hunter22' }, {}],
          turnSecret: '0123456789abcdef',
          metricsPort: 9464,
          logLevel: 'warn',
        },
      },
    })
  })

  it.each([
    ['prot = 80', 1, /no setting "prot".*port/],
    ['port = 80\nport = 81', 2, /cannot be read/],
    ['# shop\n\nport = "many"', 3, /: port is "many", but must be a whole number/],
    ['port = 80\n[network]\nhost = "0.0.0.0"', 2, /heading/],
    ['a.b = 1', 1, /no setting "a.b"/],
    ['port = [80]', 1, /port must be a whole number/],
    ['port = 2026-01-01', 1, /port must be/],
    ['room = "desk"', 1, /room is "desk", but must be/],
    ['port = ', 1, /cannot be read/],
    ['host = "a"\ntls-cert = "desk.crt"', 2, /tls-cert is .*KONKON_TLS_KEY/],
    ['ice-servers = [\n  { urls = ["turn:a.example"] },\n]', 1, /ice-servers is /],
    ['config = "other.toml"', 1, /no setting "config"/],
  ])('is refused by the line that is wrong: %j', async (words, line, expected) => {
    await writeFile(file, words)
    const result = read()
    if (result.kind !== 'invalid') throw new Error(`It was ${result.kind}.`)
    expect(result.message.startsWith(`${file}:${line}: `)).toBe(true)
    expect(result.message).toMatch(expected)
    expect(result.message).not.toContain('\n')
  })

  it('never repeats a secret that is wrong', async () => {
    await writeFile(file, 'ice-servers = [{ urls = ["turn:a.example"] }]\nturn-secret = "tooshort"')
    const result = read()
    expect(result).toMatchObject({ kind: 'invalid', message: expect.stringMatching(/:2: turn-secret must be/) })
    expect(JSON.stringify(result)).not.toContain('tooshort')
  })

  it('gives way to a variable, whose slip is named as before', async () => {
    await writeFile(file, 'port = 8080\nroom = "sato"\n')
    expect(read({ KONKON_PORT: '9090' })).toMatchObject({ settings: { environment: { port: 9090, room: 'sato' } } })
    const wrong = read({ KONKON_PORT: 'x' })
    expect(wrong).toMatchObject({ kind: 'invalid', message: expect.stringMatching(/^KONKON_PORT is "x"/) })
  })

  it('may lie in the data folder, and then says nothing of where that is', async () => {
    const own = path.join(data, 'konkon.toml')
    await writeFile(own, 'room = "sato"\n')
    const asked = (): unknown => readSettings({ KONKON_DATA: data }, { platform: 'linux', homeFolder: folder })
    expect(asked()).toMatchObject({ settings: { file: own, environment: { room: 'sato' } } })
    await writeFile(own, 'room = "sato"\ndata = "/srv"\n')
    expect(asked()).toMatchObject({ kind: 'invalid', message: expect.stringMatching(/konkon\.toml:2: data /) })
  })
})

describe('konkon config check', { timeout: 60_000 }, () => {
  it('shows what holds and where it comes from, without secrets', async () => {
    await writeFile(file, everything)
    const { code, out, err } = await check({ KONKON_PORT: '9090' }, file)
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^file of settings: .*shop\.toml\n/)
    expect(out).toMatch(/^port +KONKON_PORT +9090$/m)
    expect(out).toMatch(/^room +shop\.toml:4 +sato$/m)
    expect(out).toMatch(/^turn-secret-file +default +none$/m)
    expect(out).toMatch(/^turn-secret +shop\.toml:19 +\(set, not shown\)$/m)
    expect(out).toContain('chmod 600')
    expect(out).not.toMatch(/hunter22|0123456789abcdef/)
    await chmod(file, 0o600)
    const asJson = await check({}, file, '--json')
    expect(asJson.out).not.toMatch(/hunter22|0123456789abcdef/)
    expect(JSON.parse(asJson.out)).toMatchObject({
      file,
      settings: expect.arrayContaining([{ key: 'port', variable: 'KONKON_PORT', from: 'shop.toml:3', value: '8080' }]),
    })
    expect((await check({}, file)).out).not.toContain('chmod')
  })

  it('ends with 2 where something is wrong, and with 1 where the file cannot be read', async () => {
    await writeFile(file, 'prot = 1\n')
    expect(await check({}, file)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(`${file}:1: `) })
    expect(await check({ KONKON_CONFIG: file })).toMatchObject({ code: 2 })
    expect(await check({ KONKON_PORT: 'x' })).toMatchObject({ code: 2, err: expect.stringContaining('KONKON_PORT') })
    const none = path.join(folder, 'none.toml')
    expect(await check({}, none)).toMatchObject({ code: 1, err: expect.stringContaining('none.toml cannot be read') })
    expect(await check()).toMatchObject({ code: 0, out: expect.stringMatching(/^file of settings: none\n/) })
  })

  it('is about the file that every other command reads too, given as --config before or after its words', async () => {
    await writeFile(file, 'port = 0\nroom = "sato"\nprint-link = false\n')
    for (const args of [
      ['--config', file, 'start'],
      ['start', '--config', file],
    ]) {
      const child = startKonkon(args, { dataFolder: data })
      const ended = once(child, 'exit')
      const lines: string[] = []
      for await (const line of createInterface(child.stdout!)) if (lines.push(line) === 3) break
      expect(lines).toEqual([
        expect.stringMatching(/^visitor page: .*\/sato$/),
        expect.stringMatching(/\/desk$/),
        'ready',
      ])
      child.kill('SIGTERM')
      await ended
    }
    await writeFile(file, 'port = 0\nroom = 5.5\n')
    const refused = await runKonkon(['room', 'list', '--config', file], { dataFolder: data })
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining(`${file}:2: room is "5.5"`) })
  })
})

describe('the table of settings', () => {
  const root = path.join(import.meta.dirname, '../../..')
  /** Names in the first cell of each row of a table that begins with such a name. */
  const listed = (document: string): readonly string[] =>
    readFileSync(path.join(root, document), 'utf8')
      .split('\n')
      .filter((row) => row.startsWith('| `KONKON_'))
      .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/KONKON_\w+/g)].map(([name]) => name))

  it.each(['README.md', 'docs/deployment.md'])('of %s names every setting that there is, and no other', (document) => {
    const known = [...allVariables.map(({ name }) => name), 'KONKON_CONFIG']
    expect([...new Set(listed(document))].toSorted()).toEqual(known.toSorted())
  })

  it('says of each how it is written in the file, and what holds by default', () => {
    const text = readFileSync(path.join(root, 'docs/deployment.md'), 'utf8')
    for (const { name, fallback } of allVariables) {
      const row = text.split('\n').find((one) => one.startsWith(`| \`${name}\` | \`${keyOf(name)}\` |`))
      expect([name, row]).toEqual([name, expect.stringContaining(fallback)])
    }
  })
})
