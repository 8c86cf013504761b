/**
 * What a third language takes, shown by adding one to a copy of the sources: its files of texts, and a line or two in
 * at most five files. Without its texts it does not compile.
 */
import { execFile } from 'node:child_process'
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '../..')
const copy = path.join(root, '.cache/third-language')
const run = promisify(execFile)

/** The texts of the new language stand where those of English stand. Here they are English once more. */
const textFiles = ['src-shared/texts', 'src-shared/permission-words', 'src-visitor/texts', 'src-renderer/texts']

const addKorean = (line: string): string => line.replace("'en']", "'en', 'ko']")
const edits: Readonly<Record<string, (source: string) => string>> = {
  'src-shared/language.ts': (source) =>
    addKorean(source)
      .replace("en: 'English' }", "en: 'English', ko: '한국어' }")
      .replace("en: 'en-GB' }", "en: 'en-GB', ko: 'ko-KR' }"),
  'src-shared/texts/program-texts.ts': (source) =>
    `import { ko as koPermissions } from '../permission-words/ko.ts'\n${withEntry(source, './ko.ts', 'ko')}`.replace(
      '= { ja: ja',
      '= { ko: koPermissions, ja: ja',
    ),
  'src-visitor/texts/texts.ts': (source) => withEntry(source, './ko/door.ts', 'door as ko'),
  'src-visitor/texts/later-texts.ts': (source) => withEntry(source, './ko/later.ts', 'later as ko'),
  'src-renderer/texts/texts.ts': withSources,
}

function withEntry(source: string, file: string, name: string): string {
  return `import { ${name} } from '${file}'\n${source.replace('= { ja, en }', '= { ja, en, ko }')}`
}

/** The same for a language that is fetched when it is wanted. */
function withSources(source: string): string {
  const first = "first: async () => (await import('./ko/index.ts')).ko"
  const later = "later: async () => (await import('./ko/later.ts')).later"
  return source.replace(/^}\n/m, `  ko: { ${first}, ${later} },\n}\n`)
}

async function change(file: string, edit: (source: string) => string): Promise<void> {
  const before = await readFile(path.join(copy, file), 'utf8')
  const after = edit(before)
  if (after === before) throw new Error(`${file} is not as this test expects it.`)
  await writeFile(path.join(copy, file), after)
}

/** The files with which the compiler is not content. */
async function compile(): Promise<readonly string[]> {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc')
  const projects = ['src-server', 'src-main', 'src-visitor', 'src-renderer', 'src-renderer/worker']
  // Not coloured, wherever it runs: a coloured line names its file in another form.
  const { stdout, code } = await run(process.execPath, [tsc, '-b', '--pretty', 'false', ...projects], {
    cwd: copy,
  }).then(
    (done) => ({ ...done, code: 0 }),
    (cause: { readonly stdout: string; readonly code: number }) => cause,
  )
  const files = [...stdout.matchAll(/^([\w./-]+\.tsx?)\(/gm)].map(([, file]) => file ?? '')
  if (code !== 0 && files.length === 0) throw new Error(`The compiler failed: ${stdout}`)
  return [...new Set(files)].toSorted()
}

beforeAll(async () => {
  await rm(copy, { recursive: true, force: true })
  await mkdir(copy, { recursive: true })
  const folders = (await readdir(root)).filter((name) => name.startsWith('src-'))
  for (const name of [...folders, 'tsconfig.base.json', 'package.json']) {
    await cp(path.join(root, name), path.join(copy, name), { recursive: true })
  }
  await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
}, 60_000)

afterAll(() => rm(copy, { recursive: true, force: true }))

describe('a third language', () => {
  it('takes no more than five files beside its texts', () => {
    expect(Object.keys(edits).length).toBeLessThanOrEqual(5)
  })

  it('does not compile without its texts, and the compiler names each place', { timeout: 120_000 }, async () => {
    await change('src-shared/language.ts', addKorean)
    expect(await compile()).toEqual(Object.keys(edits).toSorted())
    await cp(path.join(root, 'src-shared/language.ts'), path.join(copy, 'src-shared/language.ts'))
  })

  it('compiles with them, and is spoken', { timeout: 120_000 }, async () => {
    for (const folder of textFiles) await writeKoreanTexts(path.join(copy, folder))
    for (const [file, edit] of Object.entries(edits)) await change(file, edit)
    expect(await compile()).toEqual([])

    const script = `
      const { chooseLanguage, textIn } = await import('./src-shared/language.ts')
      const { translatorOf } = await import('./src-visitor/texts/texts.ts')
      const { texts } = await import('./src-renderer/texts/all-texts.ts')
      console.log(JSON.stringify([
        chooseLanguage(null, 'ko-KR,ko;q=0.9,en;q=0.5'),
        translatorOf('ko')('door.knock'),
        texts.ko.queue.admit,
        textIn('ko', { ja: '佐藤', en: 'Sato', ko: '사토' }),
        textIn('ko', { ja: '佐藤', en: 'Sato' }),
      ]))`
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: copy })
    expect(JSON.parse(stdout)).toEqual(['ko', 'Knock', 'Admit', '사토', '佐藤'])
  })
})

async function writeKoreanTexts(folder: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    if (entry !== 'en' && entry !== 'en.ts') continue
    const target = path.join(folder, entry.replace('en', 'ko'))
    await cp(path.join(folder, entry), target, { recursive: true })
    const files = entry === 'en' ? (await readdir(target)).map((name) => path.join(target, name)) : [target]
    for (const file of files) {
      const source = await readFile(file, 'utf8')
      await writeFile(
        file,
        source.replace('export const en:', 'export const ko:').replace('export const en =', 'export const ko ='),
      )
    }
  }
}
