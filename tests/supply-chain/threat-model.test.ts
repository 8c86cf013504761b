/** The threat model names a test for each threat: a promise that nobody checks is a wish. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { deskCommands } from '../../src-shared/all-desk-commands.ts'

const root = path.join(import.meta.dirname, '../..')
const text = await readFile(path.join(root, 'docs/threat-model.md'), 'utf8')

/** The rows of the tables under this heading, without their heads. */
function rowsUnder(heading: string): readonly string[] {
  const section = text.split(/^## /m).find((part) => part.startsWith(heading)) ?? ''
  return section.split('\n').filter((line) => line.startsWith('|') && !/^\|(-| threat )/.test(line))
}

test('every file it names is there', () => {
  const named = [...text.matchAll(/`((?:tests|src-\w+|docs|scripts|bench)\/[\w./-]+)`/g)].map(([, file]) => file ?? '')
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([])
})

test('every threat has a test', () => {
  const threats = rowsUnder('Threats')
  expect(threats.length).toBeGreaterThan(15)
  expect(threats.filter((row) => !/`tests\/[\w/.-]+\.(test|spec)\.ts`/.test(row))).toEqual([])
})

test('its table of roles is the one that the server asks', () => {
  const [everyDesk, ownersOnly] = rowsUnder('What each role may do')
    .slice(1)
    .map((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, command]) => command ?? ''))
  const declared = (role: string): readonly string[] =>
    Object.entries(deskCommands)
      .filter(([, command]) => command.role === role)
      .map(([name]) => name)
  expect(new Set(everyDesk)).toEqual(new Set(declared('desk')))
  expect(new Set(ownersOnly)).toEqual(new Set(declared('owner')))
})
