import { Spec, Validation } from '@cyclonedx/cyclonedx-library'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'vite'
import { beforeAll, expect, test } from 'vitest'
import { billOfMaterials } from '../../scripts/build/bill-of-materials.ts'
import { refuseUnknownLicenses } from '../../scripts/build/known-licenses.ts'
import { createShippedPackages, type ShippedPackage } from '../../scripts/build/shipped-packages.ts'
import { thirdPartyLicenses } from '../../scripts/build/third-party-licenses.ts'

const root = path.join(import.meta.dirname, '../..')
let packages: readonly ShippedPackage[]

beforeAll(async () => {
  packages = await packagesOf(`
    import { h } from 'preact'
    import { io } from 'socket.io-client'
    import { string } from 'valibot'
    console.log(h, io)
  `)
})

/** What a program with this source would ship. */
async function packagesOf(source: string): Promise<readonly ShippedPackage[]> {
  // Inside the project, or its packages would not be found.
  await mkdir(path.join(root, '.cache'), { recursive: true })
  const folder = await mkdtemp(path.join(root, '.cache/shipped-'))
  try {
    await writeFile(path.join(folder, 'entry.js'), source)
    const shipped = createShippedPackages()
    await build({
      configFile: false,
      logLevel: 'error',
      root: folder,
      plugins: [shipped.collector()],
      build: { write: false, lib: { entry: 'entry.js', formats: ['es'] } },
    })
    return await shipped.list(root)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const names = (): readonly string[] => packages.map(({ name }) => name)

test('what was bundled is listed with its licence, what was imported for nothing is not', () => {
  expect(packages.find(({ name }) => name === 'preact')).toMatchObject({
    license: 'MIT',
    licenseText: expect.stringContaining('Permission is hereby granted') as string,
  })
  expect(names()).not.toContain('valibot')
})

test('a package is found behind the package.json that it keeps among its files', () => {
  expect(packages.find(({ name }) => name === 'socket.io-client')?.license).toBe('MIT')
})

test('what ships beside the bundles is listed too: Electron, and the programs for notices', () => {
  expect(names()).toEqual(expect.arrayContaining(['electron', 'node-notifier', 'growly']))
})

test('the bill of materials keeps to its schema and says the same twice', async () => {
  const text = billOfMaterials('1.2.3', packages)
  expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBe(null)
  expect(billOfMaterials('1.2.3', packages.toReversed())).toBe(text)
  expect(text).toContain('pkg:npm/socket.io-client@')
})

test('every licence is in the text that travels along', () => {
  const text = thirdPartyLicenses(packages)
  for (const { name, version } of packages) expect(text).toContain(`\n${name} ${version} (`)
})

test('a licence nobody has agreed to ends the build and names the package', () => {
  const stranger = { name: 'stranger', version: '1.0.0', license: 'AGPL-3.0-only', licenseText: '' }
  expect(() => refuseUnknownLicenses(packages)).not.toThrow()
  expect(() => refuseUnknownLicenses([...packages, stranger])).toThrow('stranger 1.0.0 (AGPL-3.0-only)')
  expect(() => refuseUnknownLicenses([{ ...stranger, license: '' }])).toThrow('(none)')
})
