import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'

const webFolder = path.join(import.meta.dirname, '../../out/web/visitor')

/** What a visitor's phone may have to fetch before *Knock* can be pressed; a knocking stranger pays for it. */
const budgetBytes = 44_300
/** HTTP headers of each answer, security headers among them, and the handshake of the socket. */
const headersBytes = 900
const handshakeBytes = 1_200
const budgetRequests = 8

type Asset = { readonly name: string; readonly bytes: number }

describe('what is fetched until a visitor can knock', () => {
  let assets: readonly Asset[] = []
  let script = ''

  beforeAll(async () => {
    const html = await readFile(path.join(webFolder, 'index.html'), 'utf8').catch(() => {
      throw new Error('There is no built page. Run: node scripts/build.ts visitor')
    })
    const names = ['index.html', ...Array.from(html.matchAll(/\/assets\/visitor\/([\w.-]+)/g), ([, name = '']) => name)]
    assets = await Promise.all(names.map(async (name) => ({ name, bytes: await wireBytes(name) })))
    script = names.find((name) => name.endsWith('.js')) ?? ''
  })

  it('is small', () => {
    const total = assets.reduce((sum, { bytes }) => sum + bytes + headersBytes, handshakeBytes)
    const lines = assets.map(({ name, bytes }) => `  ${name}: ${bytes} bytes`)
    process.stdout.write(`${lines.join('\n')}\n  with headers and handshake: ${total} of ${budgetBytes} bytes\n`)
    expect(total).toBeLessThanOrEqual(budgetBytes)
  })
  it('takes few requests', () => {
    // One more for the WebSocket.
    expect(assets.length + 1).toBeLessThanOrEqual(budgetRequests)
  })
  it('holds nothing that only a waiting visitor needs', async () => {
    const code = await readFile(path.join(webFolder, script), 'utf8')
    expect(code).not.toContain('待つのをやめる')
    const chunks = (await readdir(webFolder)).filter((name) => /^visit-chunk.*\.js$/.test(name))
    expect(chunks).toHaveLength(1)
  })
  it('holds nothing that is said only once camera and microphone have been asked for', async () => {
    expect(await readFile(path.join(webFolder, script), 'utf8')).not.toContain('他のアプリで使われています')
  })
  it('holds nothing that only a call needs', async () => {
    const code = await readFile(path.join(webFolder, script), 'utf8')
    expect(code).not.toContain('RTCPeerConnection')
    const chunks = (await readdir(webFolder)).filter((name) => name.startsWith('call-chunk') && name.endsWith('.js'))
    expect(chunks).toHaveLength(1)
    expect(await readFile(path.join(webFolder, chunks[0] ?? ''), 'utf8')).toContain('RTCPeerConnection')
  })
})

/**
 * As a browser gets it, which takes Brotli from every page that may use a camera. The page itself is counted as it is,
 * because the server fills it in for each visitor.
 */
async function wireBytes(name: string): Promise<number> {
  return (await stat(path.join(webFolder, name === 'index.html' ? name : `${name}.br`))).size
}
