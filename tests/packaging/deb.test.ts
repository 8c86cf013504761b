import { spawnSync } from 'node:child_process'
import { readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFolder } from '../support/start-server.ts'
import { isBuilt, root, runPackage } from './server-package.ts'

const run = (program: string, ...words: readonly string[]) => spawnSync(program, words, { encoding: 'utf8' })
const manifest = await readFile(path.join(root, 'package.json'), 'utf8')
const missing = !isBuilt
  ? 'npm run build has not been run'
  : run('dpkg-deb', '--version').error
    ? 'dpkg-deb is not here'
    : null

describe('the Debian package of the server', () => {
  let folder: string
  let file: string
  const installed = (...names: readonly string[]): string => path.join(folder, 'root', ...names)
  beforeAll(async () => {
    folder = await makeFolder()
    if (missing) return
    const made = run(process.execPath, path.join(root, 'scripts/dist-deb.ts'), folder, '--quick')
    file = made.stdout.trim()
    expect(run('dpkg-deb', '--extract', file, installed()).stderr).toBe('')
  }, 180_000)
  afterAll(() => rm(folder, { recursive: true }))

  it('holds the server, its pages and Node, all of it root’s, and no source maps', (context) => {
    if (missing) context.skip(missing)
    const { stdout } = run('dpkg-deb', '--contents', file)
    const entries = stdout.trimEnd().split('\n')
    expect(entries.filter((entry) => !entry.includes(' root/root '))).toEqual([])
    const names = entries.map((entry) => entry.slice(entry.indexOf(' ./') + 2))
    for (const name of [
      '/usr/bin/konkon',
      '/usr/lib/konkon/bin/node',
      '/usr/lib/konkon/out/server/konkon.js',
      '/usr/lib/konkon/out/web/visitor/index.html',
      '/usr/lib/konkon/out/third-party-licenses.txt',
      '/lib/systemd/system/konkon.service',
      '/usr/share/doc/konkon-server/copyright',
      '/etc/konkon/konkon.env',
    ])
      expect(names).toContain(name)
    expect(names.filter((name) => name.endsWith('.map'))).toEqual([])
    const field = (name: string): string => run('dpkg-deb', '--field', file, name).stdout.trim()
    expect(field('Package')).toBe('konkon-server')
    expect(field('Architecture')).toBe(process.arch === 'x64' ? 'amd64' : 'arm64')
    expect(field('Version')).toBe((JSON.parse(manifest) as { readonly version: string }).version)
  }, 60_000)

  it('has scripts that a shell can read', (context) => {
    if (missing) context.skip(missing)
    expect(run('dpkg-deb', '--control', file, path.join(folder, 'DEBIAN')).stderr).toBe('')
    for (const script of ['postinst', 'prerm', 'postrm'])
      expect(run('sh', '-n', path.join(folder, 'DEBIAN', script)).status, script).toBe(0)
  })

  it('runs from where it was put, by its own Node and its own command', async (context) => {
    if (missing) context.skip(missing)
    expect((await stat(installed('usr/bin/konkon'))).mode & 0o111).toBe(0o111)
    const env = { PATH: '/usr/bin:/bin', KONKON_PORT: '0', KONKON_DATA: path.join(folder, 'data') }
    const server = await runPackage([installed('usr/bin/konkon'), 'start'], { cwd: '/', env })
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    expect((await fetch(`${server.url}/front-desk`)).status).toBe(200)
    const copy = path.join(folder, 'copy.db')
    const saved = spawnSync(installed('usr/bin/konkon'), ['backup', copy], { env, encoding: 'utf8' })
    expect(saved).toMatchObject({ status: 0, stderr: '' })
    // By the SSH that is packed with it, at a port where nobody listens.
    const relay = ['relay', 'setup', '127.0.0.1', '--port', '9', '--name', 'desk.example.jp']
    const refused = spawnSync(installed('usr/bin/konkon'), relay, { env, encoding: 'utf8', timeout: 20_000 })
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('No SSH server answers') })
    expect(await server.stop()).toBe(0)
  }, 60_000)

  it('has a unit that systemd takes as it is', (context) => {
    if (missing) context.skip(missing)
    if (run('systemd-analyze', '--version').error) context.skip('systemd-analyze is not here')
    const verified = run('systemd-analyze', 'verify', `--root=${installed()}`, 'konkon.service')
    // In an empty root there is nothing else that the unit stands on.
    const said = verified.stderr
      .split('\n')
      .filter((line) => line.includes('konkon') && !/Unit \S+ not found|chown is not executable/.test(line))
    expect(said).toEqual([])
  }, 60_000)
})

describe('the systemd unit', () => {
  it('gives the service little to reach', async (context) => {
    if (run('systemd-analyze', '--version').error) context.skip('systemd-analyze is not here')
    const unit = path.join(root, 'packaging/systemd/konkon.service')
    const { stdout, stderr } = run('systemd-analyze', 'security', '--offline=true', '--no-pager', unit)
    const exposure = /exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1]
    expect(Number(exposure), stderr).toBeLessThanOrEqual(2)
    const text = await readFile(unit, 'utf8')
    for (const line of ['LoadCredential=konkon-key:/etc/konkon/key', 'StateDirectory=konkon', 'User=konkon'])
      expect(text).toContain(`\n${line}\n`)
    expect(text).toMatch(/^Environment=.*\bKONKON_PRINT_LINK=0\b/m)
  })
})
