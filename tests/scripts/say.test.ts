/** What the set-up says on the way, as a person at a terminal of each language reads it. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'

const say = pathToFileURL(path.join(import.meta.dirname, '../../scripts/setup/say.mjs')).href

function saidWith(variables: Record<string, string>): string {
  const code = `import { say } from '${say}'; say({ ja: '準備', en: 'building' }); say('tests')`
  const env = { PATH: process.env['PATH'], ...variables }
  return spawnSync(process.execPath, ['--input-type=module', '-e', code], { env, encoding: 'utf8' }).stderr
}

it.each([
  ['a Japanese machine', { LANG: 'ja_JP.UTF-8' }, '準備'],
  ['an English one', { LANG: 'en_GB.UTF-8' }, 'building'],
  ['one whose messages alone are Japanese', { LANG: 'en_US.UTF-8', LC_MESSAGES: 'ja_JP.UTF-8' }, '準備'],
  ['one that is told otherwise for once', { LANG: 'ja_JP.UTF-8', LC_ALL: 'en_US.UTF-8' }, 'building'],
  ['one that says nothing', { LANG: 'C.UTF-8' }, '準備 / building'],
])('speaks the language of %s', (_who, variables, words) => {
  expect(saidWith(variables)).toBe(`konkon: ${words}\nkonkon: tests\n`)
})
