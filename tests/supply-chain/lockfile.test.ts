/** What can be known of the lockfile without asking anybody; the workflow asks for the known faults besides. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'

type Locked = {
  readonly integrity?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly hasInstallScript?: boolean
  readonly deprecated?: string
}

const root = path.join(import.meta.dirname, '../..')
const lockfile = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>
}
const { allowScripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
  readonly allowScripts: Readonly<Record<string, boolean>>
}
const packages = Object.entries(lockfile.packages).filter(([folder]) => folder !== '')
const thoseWith = (isSo: (locked: Locked) => boolean): readonly string[] =>
  packages.filter(([, locked]) => isSo(locked)).map(([folder]) => folder)

test('every package is the very one that was locked: a SHA-512 for each, and no links', () => {
  expect(packages.length).toBeGreaterThan(100)
  expect(thoseWith(({ integrity, link }) => !integrity?.startsWith('sha512-') || link === true)).toEqual([])
})

test('no address of a mirror, a Git host or a file is written down', () => {
  expect(thoseWith(({ resolved }) => resolved !== undefined)).toEqual([])
})

test('only Node runs a program when it is installed, which links it into place', () => {
  const wanting = thoseWith(({ hasInstallScript }) => hasInstallScript === true)
  expect(wanting.filter((folder) => allowScripts[folder.replace('node_modules/', '')] !== false)).toEqual([
    'node_modules/node',
  ])
})

test('no package has been given up by its authors', () => {
  expect(thoseWith(({ deprecated }) => deprecated !== undefined)).toEqual([])
})
