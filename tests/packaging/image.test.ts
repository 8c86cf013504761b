/** There is no Docker where tests run: the last stage is copied by hand, by its own lines, and started. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { makeFolder } from '../support/start-server.ts'
import { isBuilt, root, runPackage } from './server-package.ts'

const file = await readFile(path.join(root, 'packaging/docker/Dockerfile'), 'utf8')
const stages = file.split(/^FROM /m).slice(1)
const [buildStage = '', lastStage = ''] = stages
const linesOf = (stage: string, word: string): readonly string[] =>
  stage.split('\n').flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []))
const listOf = (stage: string, word: string): readonly string[] =>
  JSON.parse(linesOf(stage, word)[0] ?? '[]') as string[]
const environment = Object.fromEntries(
  linesOf(lastStage, 'ENV').flatMap((line) => line.split(' ').map((pair) => pair.split('=') as [string, string])),
)

describe('the image', () => {
  it('runs as a user of its own, keeps its data in a volume, and prints no link', () => {
    expect(linesOf(lastStage, 'USER')).toEqual(['node'])
    expect(linesOf(lastStage, 'VOLUME')).toEqual([environment['KONKON_DATA']])
    expect(environment['KONKON_PRINT_LINK']).toBe('0')
    const majors = stages.map((stage) => /^node:(\d+)-/.exec(stage)?.[1])
    expect(majors).toEqual(stages.map(() => String(process.versions.node.split('.')[0])))
  })

  it('is built of files that are there, and that are sent to the build', async () => {
    const ignored = (await readFile(path.join(root, '.dockerignore'), 'utf8')).split('\n')
    expect(ignored).toContain('*')
    const sent = ignored.flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []))
    const isSent = (name: string): boolean => sent.some((one) => path.matchesGlob(name, one))
    const [given = ''] = linesOf(buildStage, 'COPY')
    for (const name of given.split(' ').slice(0, -1)) {
      expect(existsSync(path.join(root, name)), name).toBe(true)
      expect(isSent(name), name).toBe(true)
    }
    const folders = (await readdir(root)).filter((name) => name.startsWith('src-') || name.startsWith('tsconfig'))
    for (const name of [...folders, 'assets', 'scripts', 'LICENSE']) expect(isSent(name), name).toBe(true)
    for (const name of ['.git', 'node_modules', 'out', 'tests', 'packaging']) expect(isSent(name), name).toBe(false)
  })

  it('starts from exactly the files of its last stage, says that it is healthy, and ends when it is stopped', async (context) => {
    if (!isBuilt) context.skip('npm run build has not been run')
    const folder = await makeFolder()
    const app = path.join(folder, 'app')
    for (const line of linesOf(lastStage, 'COPY')) {
      const words = line.replace('--from=build ', '').split(' ')
      const target = words.at(-1) ?? ''
      for (const source of words.slice(0, -1)) {
        const from = path.join(root, path.posix.relative('/src', source))
        const to = path.join(app, target, target.endsWith('/') ? path.basename(source) : '')
        await mkdir(path.dirname(to), { recursive: true })
        await cp(from, to, { recursive: true, filter: (name) => !name.endsWith('.map') })
      }
    }
    const asNode = (words: readonly string[]): readonly string[] => {
      expect(words[0]).toBe('node')
      return [process.execPath, ...words.slice(1)]
    }
    const port = await freePort()
    const data = path.join(folder, 'data')
    const env = { ...environment, KONKON_HOST: '127.0.0.1', KONKON_PORT: String(port), KONKON_DATA: data }
    const command = [...listOf(lastStage, 'ENTRYPOINT'), ...listOf(lastStage, 'CMD')]
    const server = await runPackage(asNode(command), { cwd: app, env })
    expect(server.lines[1]).toMatch(/\/desk$/)
    const page = await fetch(`${server.url}/front-desk`)
    const script = /src="(\/assets\/visitor\/[^"]+\.js)"/.exec(await page.text())?.[1]
    expect((await fetch(`${server.url}${script}`)).status).toBe(200)
    const [check = ''] = linesOf(lastStage, 'HEALTHCHECK')
    const health = JSON.parse(check.slice(check.indexOf('['))) as string[]
    const isHealthy = (): number | null => {
      const [node = '', ...words] = asNode(health)
      return spawnSync(node, words, { env }).status
    }
    expect(isHealthy()).toBe(0)
    // Nothing but the database, its key and the socket of the konkon command: the log goes to stderr alone.
    const kept = (await readdir(data)).filter((name) => !/^konkon\.(db|sock)/.test(name) && name !== 'key')
    expect(kept).toEqual([])
    expect(await server.stop()).toBe(0)
    expect(isHealthy()).toBe(1)
    await rm(folder, { recursive: true })
  }, 90_000)
})
