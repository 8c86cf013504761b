import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import license, { type Dependency } from 'rollup-plugin-license'
import type { Plugin } from 'vite'

/** A package of others that is part of what people install, as its own package.json tells it. */
export type ShippedPackage = {
  readonly name: string
  readonly version: string
  /** An SPDX expression, or what its author wrote instead of one. */
  readonly license: string
  /** The whole text that has to travel with the package, its NOTICE included. */
  readonly licenseText: string
}

type Lockfile = {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly optional?: boolean }>>
}

/** Collects the packages whose code really came into the bundles: all that is left after tree shaking. */
export function createShippedPackages() {
  const collected: Dependency[] = []

  return {
    /** To be given to every build; the list is whole when all of them have ended. */
    collector: (): Plugin =>
      license({
        thirdParty: {
          multipleVersions: true,
          output: (dependencies) => {
            for (const dependency of dependencies) collected.push(dependency)
          },
        },
        // The plugin is written for Rollup, whose hooks Vite's bundler keeps; only the types have parted.
      }) as unknown as Plugin,

    /**
     * What ships in the bundles, and beside them: the lockfile's runtime dependencies, and Electron. By name, then
     * version. Throws where a package.json cannot be read.
     */
    async list(root: string): Promise<readonly ShippedPackage[]> {
      const lockfile = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')) as Lockfile
      const beside = Object.entries(lockfile.packages).flatMap(([folder, { dev, optional }]) =>
        folder !== '' && dev !== true && optional !== true ? [folder] : [],
      )
      const shipped = [
        ...(await Promise.all(collected.map((dependency) => fromBundle(root, dependency)))),
        ...(await Promise.all(
          [...beside, 'node_modules/electron'].map((folder) => fromFolder(path.join(root, folder))),
        )),
      ]
      const byName = new Map(shipped.map((one) => [`${one.name}@${one.version}`, one]))
      return [...byName.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one)
    },
  }
}

async function fromBundle(root: string, dependency: Dependency): Promise<ShippedPackage> {
  const name = dependency.name ?? ''
  // A package.json inside a package, which only says how its files are to be read, hides the one with the licence.
  if (dependency.license === null) return fromFolder(path.join(root, 'node_modules', name))
  return {
    name,
    version: dependency.version ?? '',
    license: dependency.license,
    licenseText: [dependency.licenseText, dependency.noticeText].filter((text) => text !== null).join('\n'),
  }
}

async function fromFolder(folder: string): Promise<ShippedPackage> {
  const {
    name,
    version,
    license: terms,
  } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as ShippedPackage
  const texts = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file))
  const contents = await Promise.all(texts.map((file) => readFile(path.join(folder, file), 'utf8')))
  return { name, version, license: terms, licenseText: contents.join('\n') }
}
