/**
 * Builds everything that runs: `node scripts/build.ts [target …]`, all targets without an argument.
 *
 * One Vite configuration per target rather than one for all, because the targets differ in everything but the compiler:
 * a Node program, an Electron main process, sandboxed preloads (CommonJS, one file each) and three sets of pages.
 */
import react from '@vitejs/plugin-react'
import { readFile, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build, type InlineConfig } from 'vite'
import { texts } from '../src-renderer/texts/all-texts.ts'
import { billOfMaterials } from './build/bill-of-materials.ts'
import { refuseUnknownLicenses } from './build/known-licenses.ts'
import { preloadTexts } from './build/preload-texts.ts'
import { createShippedPackages } from './build/shipped-packages.ts'
import { thirdPartyLicenses } from './build/third-party-licenses.ts'
import { withoutWebTransport } from './build/without-webtransport.ts'

const root = path.join(import.meta.dirname, '..')
const from = (...parts: string[]): string => path.join(root, ...parts)
const { version } = JSON.parse(await readFile(from('package.json'), 'utf8')) as { version: string }

/** What stays outside the bundles: Electron itself, what finds its own files by path, and the optional natives of ws and ssh2. */
const external = ['electron', 'node-notifier', 'bufferutil', 'utf-8-validate', 'cpu-features']

const shipped = createShippedPackages()

const common = {
  configFile: false,
  plugins: [shipped.collector()],
  logLevel: 'warn',
  define: { __KONKON_VERSION__: JSON.stringify(version) },
} satisfies InlineConfig

function nodeProgram(name: string, inputs: Record<string, string>): InlineConfig {
  return {
    ...common,
    // What CommonJS has by itself: ssh2 looks for its cipher's code by it, and ends the program where it is missing.
    define: { ...common.define, __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
    root,
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      target: 'node24',
      outDir: from('out', name),
      emptyOutDir: true,
      sourcemap: true,
      rollupOptions: { input: inputs, external: [...external, /\.node$/], output: { entryFileNames: '[name].js' } },
    },
  }
}

function preload(role: string): InlineConfig {
  return {
    ...common,
    root,
    build: {
      target: 'chrome156',
      outDir: from('out/preload'),
      emptyOutDir: false,
      lib: { entry: from(`src-preload/${role}.ts`), formats: ['cjs'], fileName: () => `${role}.cjs` },
      rollupOptions: { external: ['electron'] },
    },
  }
}

function pages(options: {
  readonly root: string
  readonly outDir: string
  readonly base: string
  readonly inputs: readonly string[]
  readonly target: string | string[]
  readonly jsx: 'react' | 'preact'
  /** Folder of files that are copied as they are. */
  readonly publicDir?: string
  /** Of the texts of one language, for pages that come over a network. */
  readonly textFile?: string
}): InlineConfig {
  return {
    ...common,
    root: from(options.root),
    base: options.base,
    publicDir: options.publicDir === undefined ? false : from(options.publicDir),
    plugins: [
      ...common.plugins,
      withoutWebTransport(),
      ...(options.jsx === 'react' ? [react()] : []),
      ...(options.textFile === undefined ? [] : [preloadTexts(options.textFile)]),
    ],
    ...(options.jsx === 'preact' ? { oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } } } : {}),
    build: {
      target: options.target,
      outDir: from(options.outDir),
      emptyOutDir: true,
      assetsDir: '.',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rollupOptions: { input: options.inputs.map((input) => from(options.root, input)) },
    },
  }
}

/** A classic script in one file with a name that stays: browsers ask for a service worker again by its address. */
function serviceWorker(): InlineConfig {
  const offline = Object.fromEntries(Object.entries(texts).map(([language, { offline }]) => [language, offline]))
  return {
    ...common,
    define: { ...common.define, __KONKON_OFFLINE_TEXTS__: JSON.stringify(offline) },
    root,
    publicDir: false,
    build: {
      target: webTarget,
      outDir: from('out/web/desk'),
      emptyOutDir: false,
      lib: {
        entry: from('src-renderer/worker/desk-worker.ts'),
        formats: ['iife'],
        name: 'deskWorker',
        fileName: () => 'desk-worker.js',
      },
    },
  }
}

/** Browsers of the last years: Safari 16.4 is the oldest with all that a call needs. */
const webTarget = ['chrome111', 'edge111', 'firefox128', 'safari16.4']

const targets: Record<string, () => Promise<void>> = {
  async server() {
    await build(
      nodeProgram('server', {
        index: from('src-server/index.ts'),
        konkon: from('src-server/konkon.ts'),
        embedded: from('src-server/embedded.ts'),
      }),
    )
  },
  async main() {
    await build(nodeProgram('main', { index: from('src-main/index.ts') }))
  },
  async preload() {
    await rm(from('out/preload'), { recursive: true, force: true })
    for (const role of ['desk', 'card', 'ringer', 'sharing', 'flash']) await build(preload(role))
  },
  async renderer() {
    await build(
      pages({
        root: 'src-renderer',
        outDir: 'out/renderer',
        base: './',
        inputs: ['desk.html', 'card.html', 'ringer.html', 'sharing.html', 'flash.html'],
        target: 'chrome156',
        jsx: 'react',
      }),
    )
  },
  async desk() {
    await build(
      pages({
        root: 'src-renderer',
        outDir: 'out/web/desk',
        base: '/assets/desk/',
        inputs: ['page.html'],
        target: webTarget,
        jsx: 'react',
        publicDir: 'assets/desk-page',
        textFile: 'index.ts',
      }),
    )
    await build(serviceWorker())
    await compress(from('out/web/desk'))
  },
  async visitor() {
    await build(
      pages({
        root: 'src-visitor',
        outDir: 'out/web/visitor',
        base: '/assets/visitor/',
        inputs: ['index.html'],
        target: webTarget,
        jsx: 'preact',
      }),
    )
    await compress(from('out/web/visitor'))
  },
}

/** Writes `.br` and `.gz` beside each text file, so that the server compresses nothing twice. */
async function compress(folder: string): Promise<void> {
  const toBrotli = promisify(brotliCompress)
  const toGzip = promisify(gzip)
  for (const name of await readdir(folder)) {
    if (!/\.(js|css|html|svg|webmanifest)$/.test(name)) continue
    const bytes = await readFile(path.join(folder, name))
    const brotli = await toBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
    await writeFile(path.join(folder, `${name}.br`), brotli)
    await writeFile(path.join(folder, `${name}.gz`), await toGzip(bytes, { level: 9 }))
  }
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in targets))
if (unknown.length > 0) {
  process.stderr.write(`No such target: ${unknown.join(', ')}. There are: ${Object.keys(targets).join(', ')}.\n`)
  process.exit(2)
}
// It says of which sources all of `out` was built (`scripts/setup/built.mjs`), which is true no longer.
await rm(from('out/.sources'), { force: true })
for (const [name, run] of Object.entries(targets)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const startedAt = performance.now()
  await run()
  process.stderr.write(`built ${name} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`)
}
// Only a whole build knows the whole list.
if (asked.length === 0) {
  const packages = await shipped.list(root)
  refuseUnknownLicenses(packages)
  await writeFile(from('out/sbom.cdx.json'), billOfMaterials(version, packages))
  await writeFile(from('out/third-party-licenses.txt'), thirdPartyLicenses(packages))
}
