import { listPackage } from '@electron/asar'
import { Ajv } from 'ajv'
import { Arch, build, Platform, type Configuration } from 'electron-builder'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { appIdentity } from '../../src-main/app-identity.ts'

const root = path.join(import.meta.dirname, '../..')
const readText = (file: string): Promise<string> => readFile(path.join(root, file), 'utf8')
const readConfiguration = async (): Promise<Configuration> => parse(await readText('electron-builder.yml'))

test("fits electron-builder's own schema", async () => {
  const schema = JSON.parse(await readText('node_modules/app-builder-lib/scheme.json'))
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema)
  const isValid = validate(await readConfiguration())
  expect(validate.errors ?? []).toEqual([])
  expect(isValid).toBe(true)
  expect(validate({ appId: 'x', noSuchOption: true })).toBe(false)
})

test('names the same app and the same Electron as the code', async () => {
  const installed = JSON.parse(await readText('node_modules/electron/package.json'))
  const { desktopName } = JSON.parse(await readText('package.json'))
  expect(await readConfiguration()).toMatchObject({
    appId: appIdentity.id,
    productName: appIdentity.name,
    electronVersion: installed.version,
    nsis: { perMachine: false },
  })
  expect(desktopName).toBe(`${appIdentity.id}.desktop`)
})

test('puts into the archive what runs, and nothing else', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'konkon-dist-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  // A stand-in for Electron's folder: what is packed does not depend on what runs it.
  const electronDist = path.join(folder, 'electron')
  await mkdir(path.join(electronDist, 'resources'), { recursive: true })
  await mkdir(path.join(electronDist, 'locales'))
  await writeFile(path.join(electronDist, 'electron'), '#!/bin/sh\n', { mode: 0o755 })
  const configuration = await readConfiguration()

  await build({
    targets: Platform.LINUX.createTarget('dir', Arch.x64),
    projectDir: root,
    publish: 'never',
    config: {
      ...configuration,
      electronDist,
      // There is no fuse to set in a stand-in.
      electronFuses: null,
      directories: { output: path.join(folder, 'dist'), buildResources: 'build' },
    },
  })

  const packed = listPackage(path.join(folder, 'dist/linux-unpacked/resources/app.asar'), { isPack: false })
  for (const file of [
    '/package.json',
    '/out/main/index.js',
    '/out/preload/desk.cjs',
    '/out/preload/card.cjs',
    '/out/preload/ringer.cjs',
    '/out/preload/sharing.cjs',
    '/out/renderer/desk.html',
    '/out/server/embedded.js',
    '/out/web/visitor/index.html',
    '/assets/tray/knock.png',
    '/node_modules/node-notifier/index.js',
  ])
    expect(packed, file).toContain(file)
  const strangers = packed.filter((file) => !/^\/(package\.json|(out|assets|node_modules)(\/|$))/.test(file))
  expect(strangers).toEqual([])
  expect(packed.filter((file) => /\.(map|tsx?)$|\/(tests|src-\w+|docs|bench)\//.test(file))).toEqual([])
  // The only package with dependencies at run time, and what it needs itself.
  const packages = packed.flatMap((file) => /^\/node_modules\/([^/]+)$/.exec(file)?.[1] ?? []).sort()
  expect(packages).toEqual([
    'growly',
    'is-docker',
    'is-wsl',
    'isexe',
    'node-notifier',
    'semver',
    'shellwords',
    'uuid',
    'which',
  ])
})
