import { get, type IncomingHttpHeaders } from 'node:http'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { openDesk, unwrap } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

let server: RoomServer

beforeEach(async () => {
  server = await startServer()
})
afterEach(async () => {
  await server.dispose()
})

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer }

/** As a browser would, but with the path unchanged and the body as it came. */
function ask(requestPath: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: server.port, path: requestPath, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) })
      })
    }).once('error', reject)
  })
}

const textOf = (answer: Answer): string => answer.body.toString()

describe('GET /healthz', () => {
  it('says that knocks are accepted, and which version accepts them', async () => {
    const answer = await ask('/healthz')
    expect(answer.status).toBe(200)
    expect(JSON.parse(textOf(answer))).toEqual({ status: 'ok', version: '0.0.0-test' })
  })
})

describe('GET /ROOM', () => {
  it('is the visitor page with all that it needs to paint', async () => {
    const desk = await openDesk(server)
    const profile = { company: { ja: '佐藤製作所', en: 'Sato Works' }, phone: '03-1', greeting: { ja: '', en: '' } }
    unwrap(await desk.send('profile:set', profile))
    const answer = await ask('/front-desk?lang=en')
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
    expect(textOf(answer)).toContain('<html lang="en">')
    expect(textOf(answer)).toContain('<title>Sato Works</title>')
    expect(pageDataOf(answer)).toEqual({
      language: 'en',
      room: {
        address: 'front-desk',
        profile,
        presenceNow: { presence: 'open', untilMs: null },
        isDeskOnline: true,
        unnoticedAfterMs: 60_000,
        timeZone: 'Asia/Tokyo',
      },
    })
    expect(textOf(answer)).not.toContain(server.deskUrl.split('.').at(-1))
  })

  it.for([
    ['?lang wins', '/front-desk?lang=ja', 'en', 'ja'],
    ['an unknown ?lang does not count', '/front-desk?lang=fr', 'en', 'en'],
    ['?lang twice does not count', '/front-desk?lang=en&lang=ja', 'ja', 'ja'],
    ['then Accept-Language by weight', '/front-desk', 'fr, ja;q=0.4, en-GB;q=0.7', 'en'],
    ['else Japanese', '/front-desk', 'fr', 'ja'],
  ] as const)('language: %s', async ([, requestPath, accepted, expected]) => {
    const answer = await ask(requestPath, { 'accept-language': accepted })
    expect(textOf(answer)).toContain(`<html lang="${expected}">`)
    expect(pageDataOf(answer)).toMatchObject({ language: expected })
    expect(answer.headers.vary).toContain('Accept-Language')
  })

  it('cannot be broken by what a company calls itself', async () => {
    const hostile = `</script><!--<script>alert(1)</script>&"'$&$1\u2028x`
    const desk = await openDesk(server)
    const company = { ja: hostile, en: hostile }
    unwrap(await desk.send('profile:set', { company, phone: '', greeting: company }))
    const answer = await ask('/front-desk')
    const html = textOf(answer)
    expect(html.match(/<script/g)).toHaveLength(1)
    expect(html.match(/<\/script>/g)).toHaveLength(1)
    expect(html).not.toContain('<!--')
    expect(html).toContain('<title>&#60;/script&#62;&#60;!--')
    expect(pageDataOf(answer)).toMatchObject({ room: { profile: { company, greeting: company } } })
  })

  it('is compressed as the browser can read it', async () => {
    const plain = await ask('/front-desk')
    const brotli = await ask('/front-desk', { 'accept-encoding': 'gzip, deflate, br' })
    const gzip = await ask('/front-desk', { 'accept-encoding': 'gzip' })
    expect(brotli.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body)
    expect(gzip.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(gzip.body)).toEqual(plain.body)
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.headers.vary).toContain('Accept-Encoding')
  })
})

function pageDataOf(answer: Answer): unknown {
  return JSON.parse(
    /<script type="application\/json" id="page-data">(.*)<\/script>/.exec(textOf(answer))?.[1] ?? 'null',
  )
}

describe('an unknown address', () => {
  it.each(['/nowhere', '/Front-Desk', '/front-desk/more', '/..%2f..%2fetc%2fpasswd', '/socket.io', '/nowhere?lang=ja'])(
    '%s gets a friendly page in both languages',
    async (requestPath) => {
      const answer = await ask(requestPath, { 'accept-language': 'ja' })
      expect(answer.status).toBe(404)
      const html = textOf(answer)
      expect(html).toContain('<h1>受付が見つかりません</h1>')
      expect(html).toContain('<h2>There is no front desk here</h2>')
      expect(html).toContain('<html lang="ja">')
      expect(html).toContain('href="/"')
    },
  )

  it('is told in the language of the reader first, styled by the one style sheet that its policy allows', async () => {
    const answer = await ask('/nowhere?lang=en')
    expect(textOf(answer)).toContain('<h1>There is no front desk here</h1>')
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toMatch(/style-src 'sha256-[\w+/=]{44}'/)
    expect(policy).not.toContain('unsafe')
    expect(textOf(answer)).not.toMatch(/<script|<link|src=/)
  })

  it('with a malformed escape is a bad request and not a fault', async () => {
    expect((await ask('/%E0%A4%A')).status).toBe(400)
  })
})

describe('GET /', () => {
  it('leads to the only room and keeps the language', async () => {
    const answer = await ask('/?lang=en')
    expect([answer.status, answer.headers.location]).toEqual([302, '/front-desk?lang=en'])
  })

  it('leads nowhere when there are several rooms', async () => {
    await server.dispose()
    const dataFolder = await makeFolder()
    await (await startServer({ dataFolder, room: 'first' })).dispose()
    server = await startServer({ dataFolder, room: 'second' })
    expect((await ask('/')).status).toBe(404)
    expect(textOf(await ask('/'))).not.toContain('href=')
    expect((await ask('/first')).status).toBe(200)
    expect((await ask('/second')).status).toBe(200)
    await server.dispose()
    await rm(dataFolder, { recursive: true })
  })
})

describe('GET /desk', () => {
  it('is the desk page, never kept, and shows nothing of the room', async () => {
    const answer = await ask('/desk?lang=en')
    expect(answer.status).toBe(200)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(textOf(answer)).toContain('<html lang="en">')
    expect(textOf(answer)).not.toContain(server.deskUrl.split('.').at(-1))
    expect(textOf(answer)).not.toContain('front-desk')
  })
})

describe('the files of a page', () => {
  it('whose name has a hash are kept for ever, others are asked for again', async () => {
    const hashed = await ask('/assets/visitor/entry-AbCd_123.js')
    expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(hashed.headers['content-type']).toContain('text/javascript')
    expect((await ask('/assets/visitor/icon.svg')).headers['cache-control']).toBe('no-cache')
  })

  it('are sent as the build compressed them', async () => {
    const gzip = await ask('/assets/visitor/entry-AbCd_123.js', { 'accept-encoding': 'gzip' })
    expect(gzip.headers['content-encoding']).toBe('gzip')
    expect(textOf(gzip)).toBe('stands for gzip')
  })

  it.each([
    '/assets/visitor/nothing.js',
    '/assets/visitor/index.html',
    '/assets/visitor/../desk/page.html',
    '/assets/visitor/%2e%2e/%2e%2e/data/konkon.db',
    '/assets/other/icon.svg',
    '/assets',
  ])('%s is not there', async (requestPath) => {
    expect((await ask(requestPath)).status).toBe(404)
  })
})

describe('Strict-Transport-Security', () => {
  const publicOrigin = 'https://desk.example.jp'
  const proxied = { trustedProxies: ['127.0.0.1'], publicOrigin }
  it.each([
    ['of the public origin by HTTPS', proxied, { host: 'desk.example.jp', 'x-forwarded-proto': 'https' }, true],
    ['of the public origin by plain HTTP', proxied, { host: 'desk.example.jp', 'x-forwarded-proto': 'http' }, false],
    ['of this machine', proxied, { host: 'localhost' }, false],
    ['of a public origin without HTTPS', { publicOrigin: 'http://localhost:5050' }, { host: 'localhost:5050' }, false],
    ['claimed by a stranger', { publicOrigin }, { host: 'desk.example.jp', 'x-forwarded-proto': 'https' }, false],
  ] as const)('%s', async (...[, options, headers, isTold]) => {
    await server.dispose()
    server = await startServer(options)
    const answer = await ask('/front-desk', headers)
    expect(answer.status).toBe(200)
    expect(answer.headers['strict-transport-security']).toBe(isTold ? 'max-age=15552000' : undefined)
  })
})

describe('security headers', () => {
  it.each(['/front-desk', '/desk', '/healthz', '/assets/visitor/icon.svg'])('of %s', async (requestPath) => {
    const { headers } = await ask(requestPath)
    expect(String(headers['content-security-policy']).split(';')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data: blob:",
      "media-src 'self' blob: mediastream:",
      "connect-src 'self'",
      "font-src 'self'",
      "manifest-src 'self'",
      "worker-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types konkon-worker',
    ])
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers).not.toHaveProperty('strict-transport-security')
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' })
    expect(String(headers['permissions-policy'])).toContain(
      'camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self)',
    )
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['x-powered-by']).toBeUndefined()
  })
})

describe('without built pages', () => {
  it('the server says what to do', async () => {
    await server.dispose()
    const webFolder = await makeFolder()
    server = await startServer({ webFolder })
    const answer = await ask('/front-desk')
    expect(answer.status).toBe(500)
    expect(textOf(answer)).toContain('npm run build')
    await mkdir(path.join(webFolder, 'visitor'))
    await writeFile(path.join(webFolder, 'visitor/index.html'), '<html><head><title></title></head></html>')
    const built = await ask('/front-desk')
    expect(textOf(built)).toContain('<html lang="ja">')
    expect(pageDataOf(built)).toMatchObject({ language: 'ja' })
    await rm(webFolder, { recursive: true })
  })
})
