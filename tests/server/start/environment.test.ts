import { execFile } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { parseEnvironment, type Machine } from '../../../src-server/start/environment.ts'

const linux: Machine = { platform: 'linux', homeFolder: '/home/taro' }

describe('the environment', () => {
  it('needs nothing to be set', () => {
    expect(parseEnvironment({}, linux)).toEqual({
      kind: 'ok',
      environment: {
        host: '127.0.0.1',
        port: 5050,
        dataFolder: '/home/taro/.config/konkon',
        room: 'front-desk',
        printsLink: true,
        shell: null,
        iceServers: [],
        turnSecret: null,
        keySource: null,
        trustedProxies: [],
        publicOrigin: null,
        acmeDirectory: 'https://acme-v02.api.letsencrypt.org/directory',
      },
    })
  })

  it.for([
    ['Linux', linux, {}, '/home/taro/.config/konkon'],
    ['Linux with XDG_CONFIG_HOME', linux, { XDG_CONFIG_HOME: '/etc/taro' }, '/etc/taro/konkon'],
    ['macOS', { platform: 'darwin', homeFolder: '/Users/taro' }, {}, '/Users/taro/Library/Application Support/konkon'],
    ['Windows', { platform: 'win32', homeFolder: 'C:\\Users\\taro' }, { APPDATA: 'D:\\App' }, 'D:\\App\\konkon'],
    [
      'Windows without APPDATA',
      { platform: 'win32', homeFolder: 'C:\\Users\\taro' },
      {},
      'C:\\Users\\taro\\AppData\\Roaming\\konkon',
    ],
  ] as const)('keeps data where Electron does: %s', ([, machine, variables, expected]) => {
    expect(parseEnvironment(variables, machine)).toMatchObject({ environment: { dataFolder: expected } })
  })

  it.each([
    ['KONKON_HOST', '0.0.0.0', { host: '0.0.0.0' }],
    ['KONKON_HOST', '::1', { host: '::1' }],
    ['KONKON_HOST', 'pc-7.local', { host: 'pc-7.local' }],
    ['KONKON_PRINT_LINK', '0', { printsLink: false }],
    ['KONKON_PRINT_LINK', '1', { printsLink: true }],
    ['KONKON_HOST', '', { host: '127.0.0.1' }],
    ['KONKON_METRICS_PORT', '9464', { metricsPort: 9_464 }],
    ['KONKON_LOG_LEVEL', 'debug', { logLevel: 'debug' }],
    ['KONKON_PORT', '0', { port: 0 }],
    ['KONKON_PORT', '65535', { port: 65_535 }],
    ['KONKON_DATA', '/var/lib/konkon', { dataFolder: '/var/lib/konkon' }],
    ['KONKON_DATA', 'data', { dataFolder: path.resolve('data') }],
    ['KONKON_ROOM', 'sato-works-7', { room: 'sato-works-7' }],
    ['KONKON_SHELL', 'browser', { shell: 'browser' }],
    ['KONKON_ICE_SERVERS', '[]', { iceServers: [] }],
    ['KONKON_ICE_SERVERS', '[{"urls":["stun:a.example"]}]', { iceServers: [{ urls: ['stun:a.example'] }] }],
    ['KONKON_TRUSTED_PROXIES', '127.0.0.1', { trustedProxies: ['127.0.0.1'] }],
    ['KONKON_TRUSTED_PROXIES', ' ::1, 10.0.0.0/8,fd00::/8 ', { trustedProxies: ['::1', '10.0.0.0/8', 'fd00::/8'] }],
    ['KONKON_ACME_DIRECTORY', 'none', { acmeDirectory: null }],
    [
      'KONKON_ACME_DIRECTORY',
      'https://acme.example.jp/directory',
      { acmeDirectory: 'https://acme.example.jp/directory' },
    ],
    ['KONKON_PUBLIC_ORIGIN', 'https://desk.example.jp', { publicOrigin: 'https://desk.example.jp' }],
    ['KONKON_PUBLIC_ORIGIN', 'https://DESK.example.jp:443/', { publicOrigin: 'https://desk.example.jp' }],
    ['KONKON_PUBLIC_ORIGIN', 'http://localhost:5050', { publicOrigin: 'http://localhost:5050' }],
    ['KONKON_PUBLIC_ORIGIN', 'https://受付.example.jp', { publicOrigin: 'https://xn--bnqq5j.example.jp' }],
    ['KONKON_CALL_OUT_ALLOW', '127.0.0.1, fd00::/8', { openedToCallOuts: ['127.0.0.1', 'fd00::/8'] }],
    ['KONKON_KEY_FILE', '/etc/konkon/key', { keySource: { variable: 'KONKON_KEY_FILE', file: '/etc/konkon/key' } }],
    ['KONKON_LAN_PORT', '5443', { lan: { port: 5_443, certificate: { kind: 'self-made' } } }],
  ])('takes %s=%s', (name, value, expected) => {
    expect(parseEnvironment({ [name]: value }, linux)).toMatchObject({ kind: 'ok', environment: expected })
  })

  it.each([
    ['KONKON_HOST', 'http://localhost'],
    ['KONKON_HOST', '127.0.0.1:5050'],
    ['KONKON_HOST', '300.1.1.1'],
    ['KONKON_HOST', '-x'],
    ['KONKON_PORT', '65536'],
    ['KONKON_PORT', '-1'],
    ['KONKON_PORT', '80.5'],
    ['KONKON_PORT', '0x50'],
    ['KONKON_PORT', 'http'],
    ['KONKON_LAN_PORT', '65536'],
    ['KONKON_METRICS_PORT', '65536'],
    ['KONKON_LOG_LEVEL', 'loud'],
    ['KONKON_TLS_CERT', '/etc/desk.crt'],
    ['KONKON_TLS_KEY', '/etc/desk.key'],
    ['KONKON_DATA', 'a\0b'],
    ['KONKON_ROOM', 'Front Desk'],
    ['KONKON_ROOM', 'x'.repeat(65)],
    ['KONKON_ROOM', 'desk'],
    ['KONKON_ROOM', 'healthz'],
    ['KONKON_ROOM', 'assets'],
    ['KONKON_ROOM', 'socket.io'],
    ['KONKON_SHELL', 'Electron'],
    ['KONKON_TRUSTED_PROXIES', '1'],
    ['KONKON_TRUSTED_PROXIES', 'true'],
    ['KONKON_TRUSTED_PROXIES', 'loopback'],
    ['KONKON_TRUSTED_PROXIES', '127.0.0.1,'],
    ['KONKON_TRUSTED_PROXIES', '127.0.0.1;10.0.0.1'],
    ['KONKON_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['KONKON_TRUSTED_PROXIES', '0.0.0.0/0'],
    ['KONKON_TRUSTED_PROXIES', '::/0'],
    ['KONKON_TRUSTED_PROXIES', '300.1.1.1'],
    ['KONKON_PUBLIC_ORIGIN', 'desk.example.jp'],
    ['KONKON_PUBLIC_ORIGIN', 'https://desk.example.jp/front-desk'],
    ['KONKON_PUBLIC_ORIGIN', 'https://desk.example.jp, https://b.example'],
    ['KONKON_PUBLIC_ORIGIN', 'https://me:pass@desk.example.jp'],
    ['KONKON_PUBLIC_ORIGIN', 'ws://desk.example.jp'],
    ['KONKON_PUBLIC_ORIGIN', '*'],
    ['KONKON_CALL_OUT_ALLOW', 'localhost'],
    ['KONKON_CALL_OUT_ALLOW', '127.0.0.1/33'],
    ['KONKON_CALL_OUT_ALLOW', '10.0.0.0/'],
    ['KONKON_CALL_OUT_ALLOW', '127.0.0.1,'],
    ['KONKON_ICE_SERVERS', 'stun:a.example'],
    ['KONKON_ICE_SERVERS', '[{"urls":"stun:a.example"}]'],
    ['KONKON_ICE_SERVERS', '[{"urls":["http://a.example"]}]'],
    ['KONKON_ICE_SERVERS', '[{"urls":["turn:a.example"]}]'],
  ])('refuses %s=%j in one line with the variable, the value and what is allowed', (name, value) => {
    const result = parseEnvironment({ [name]: value }, linux)
    if (result.kind === 'ok') throw new Error('It was taken.')
    expect(result.message.startsWith(`${name} is ${JSON.stringify(value)}, but must be `)).toBe(true)
    expect(result.message).not.toContain('\n')
  })

  it('takes the secret of TURN servers without a password, and never repeats it', () => {
    const servers = '[{"urls":["turn:a.example"]},{"urls":["stun:a.example"]}]'
    const secret = '0123456789abcdef'
    expect(parseEnvironment({ KONKON_ICE_SERVERS: servers, KONKON_TURN_SECRET: secret }, linux)).toMatchObject({
      environment: { turnSecret: secret },
    })
    expect(
      parseEnvironment({ KONKON_ICE_SERVERS: servers, KONKON_TURN_SECRET_FILE: '/run/turn' }, linux),
    ).toMatchObject({ environment: { turnSecret: { variable: 'KONKON_TURN_SECRET_FILE', file: '/run/turn' } } })
    for (const variables of [
      { KONKON_TURN_SECRET: secret },
      { KONKON_ICE_SERVERS: '[{"urls":["stun:a.example"]}]', KONKON_TURN_SECRET: secret },
      { KONKON_ICE_SERVERS: servers, KONKON_TURN_SECRET: '0123456789' },
    ]) {
      const result = parseEnvironment(variables, linux)
      expect(result).toMatchObject({ kind: 'invalid', message: expect.stringMatching(/^KONKON_TURN_SECRET must be /) })
      expect(JSON.stringify(result)).not.toContain('0123456789')
    }
  })

  it('takes a certificate with its key for the local network, and opens nothing without a port', () => {
    const given = { KONKON_TLS_CERT: '/etc/desk.crt', KONKON_TLS_KEY: '/etc/desk.key' }
    expect(parseEnvironment({ ...given, KONKON_LAN_PORT: '0' }, linux)).toMatchObject({
      environment: {
        lan: { port: 0, certificate: { kind: 'given', certificateFile: '/etc/desk.crt', keyFile: '/etc/desk.key' } },
      },
    })
    expect(parseEnvironment(given, linux)).toEqual(parseEnvironment({}, linux))
  })
  it('is read without loading a web server', async () => {
    const file = path.join(import.meta.dirname, '../../../src-server/start/environment.ts')
    // Prints everything that is resolved on the way.
    const program = `
      import { registerHooks } from 'node:module'
      const resolved = []
      registerHooks({
        resolve(specifier, context, next) {
          const result = next(specifier, context)
          resolved.push(result.url)
          return result
        },
      })
      await import(${JSON.stringify(pathToFileURL(file).href)})
      process.stdout.write(resolved.join('\\n'))`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program])
    const packages = stdout.split('\n').flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? [])
    expect(stdout).toContain('environment.ts')
    expect([...new Set(packages)]).toEqual(['valibot'])
  })
})
