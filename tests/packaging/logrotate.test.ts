/** A log that goes to a file is turned over under a running process, and loses nothing. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { chmod, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { makeFolder } from '../support/start-server.ts'
import { until } from '../support/until.ts'

const root = path.join(import.meta.dirname, '../..')

it('is turned over by the example for logrotate while the server writes on', async (context) => {
  if (spawnSync('logrotate', ['--version']).error)
    context.skip('logrotate is not here (Debian: apt-get install logrotate)')
  const folder = await makeFolder()
  const logs = path.join(folder, 'log')
  await mkdir(logs, { mode: 0o755 })
  const file = path.join(logs, 'konkon.log')
  const example = await readFile(path.join(root, 'packaging/logrotate/konkon'), 'utf8')
  const configuration = path.join(folder, 'logrotate.conf')
  await writeFile(configuration, example.replace('/var/log/konkon/', `${logs}/`))
  await chmod(configuration, 0o644)
  // The server's own logger, in a process whose stderr is appended to the file.
  const program = `import { createLog } from ${JSON.stringify(path.join(root, 'src-server/log.ts'))}
    const log = createLog()
    process.stdin.on('data', (text) => log.info(String(text).trim()))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['pipe', 'ignore', openSync(file, 'a')],
  })
  const say = (words: string): boolean | undefined => child.stdin?.write(`${words}\n`)
  const has = async (name: string, words: string): Promise<boolean> =>
    (await readFile(path.join(logs, name), 'utf8')).includes(words)
  say('before')
  await until(() => has('konkon.log', 'before'))
  execFileSync('logrotate', ['--force', '--state', path.join(folder, 'state'), configuration], { stdio: 'pipe' })
  say('after')
  await until(() => has('konkon.log', 'after'))
  expect((await readdir(logs)).toSorted()).toEqual(['konkon.log', 'konkon.log.1'])
  expect(await has('konkon.log.1', 'before')).toBe(true)
  const [line, ...others] = (await readFile(file, 'utf8')).trimEnd().split('\n')
  expect(others).toEqual([])
  expect(JSON.parse(line ?? '')).toMatchObject({ msg: 'after', level: 30 })
  child.kill()
  await once(child, 'exit')
  await rm(folder, { recursive: true })
})
