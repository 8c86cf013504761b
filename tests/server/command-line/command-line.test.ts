/** What all commands have in common: help that fits a screen, and how they end. */
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommandLine } from '../../../src-server/command-line/command-line.ts'
import { makeTerminal, runKonkon, startKonkon } from '../../support/konkon-command.ts'
import { openKnock, parseRoomAddress } from '../../support/room-client.ts'
import { makeFolder } from '../../support/start-server.ts'

let folder: string
beforeAll(async () => {
  folder = await makeFolder()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function helpOf(path: readonly string[]): Promise<string> {
  const { terminal, said } = makeTerminal({ KONKON_DATA: folder }, folder)
  expect(await runCommandLine([...path, '--help'], terminal)).toBe(0)
  expect(said.err).toBe('')
  return said.out
}

/** Every command by its words, groups too, as the help names them. */
async function allCommands(path: readonly string[] = []): Promise<readonly (readonly string[])[]> {
  const [, list = ''] = (await helpOf(path)).split('\nCommands:\n')
  const names = [...list.matchAll(/^ {2}(\w+)/gm)].map(([, name = '']) => name).filter((name) => name !== 'help')
  const inner = await Promise.all(names.map((name) => allCommands([...path, name])))
  return [path, ...inner.flat()]
}

describe('konkon', { timeout: 60_000 }, () => {
  it('says the help of every command in 24 lines of 80 columns', async () => {
    const commands = await allCommands()
    expect(commands).toEqual(expect.arrayContaining([['start'], ['backup'], ['restore']]))
    for (const command of commands) {
      const help = await helpOf(command)
      const lines = help.replace(/\n$/, '').split('\n')
      expect([command, lines.length]).toEqual([command, Math.min(lines.length, 24)])
      expect(lines.filter((line) => line.length > 80)).toEqual([])
      expect(help).toContain(`Usage: ${['konkon', ...command].join(' ')}`)
    }
  })

  it('ends with 2 and says what there is when it was used wrongly', async () => {
    for (const args of [[], ['open'], ['backup'], ['start', 'now'], ['--loud']]) {
      const { terminal, said } = makeTerminal({ KONKON_DATA: folder }, folder)
      expect([args, await runCommandLine(args, terminal)]).toEqual([args, 2])
      expect(said.out).toBe('')
      expect(said.err).toMatch(/\w/)
    }
  })

  it('starts the server with the variables, and stops it when it is told to', async () => {
    const child = startKonkon(['start'], { dataFolder: folder, variables: { KONKON_PORT: '0', KONKON_ROOM: 'sato' } })
    const ended = once(child, 'exit')
    const lines: string[] = []
    for await (const line of createInterface(child.stdout!)) if (lines.push(line) === 3) break
    expect(lines).toEqual([
      expect.stringMatching(/^visitor page: http:\/\/localhost:\d+\/sato$/),
      expect.stringMatching(/^front desk: http:\/\/localhost:\d+\/desk#sato\./),
      'ready',
    ])
    const url = new URL(lines[0]?.split(' ').at(-1) ?? '').origin
    const { visitor } = await openKnock({ url, room: parseRoomAddress('sato') })
    visitor.dispose()
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })

  it('ends with 2 and names the variable that a start cannot use', async () => {
    const bad = await runKonkon(['start'], { dataFolder: folder, variables: { KONKON_PORT: 'many' } })
    expect(bad).toMatchObject({ code: 2, out: '', err: expect.stringContaining('KONKON_PORT is "many"') })
  })
})
