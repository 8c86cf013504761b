import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { withLanguage } from '../../src-server/http/page-template.ts'
import { languages } from '../../src-shared/language.ts'

const webFolder = path.join(import.meta.dirname, '../../out/web/desk')

/** What a desk's browser may have to fetch before the queue stands there. */
const budgetBytes = 154_000
const budgetRequests = 14

describe.each(languages)('what is fetched until the desk page stands in %s', (language) => {
  let names: readonly string[] = []
  let code = ''

  beforeAll(async () => {
    const html = await readFile(path.join(webFolder, 'page.html'), 'utf8').catch(() => {
      throw new Error('There is no built page. Run: node scripts/build.ts desk')
    })
    const found = withLanguage(html, language).matchAll(/\/assets\/desk\/([\w.-]+\.(?:js|css))"/g)
    names = ['page.html', ...Array.from(found, ([, name = '']) => name)]
    const scripts = names.filter((name) => name.endsWith('.js'))
    code = (await Promise.all(scripts.map((name) => readFile(path.join(webFolder, name), 'utf8')))).join('\n')
  })

  it('is small', async () => {
    const sizes = await Promise.all(names.map(async (name) => (await stat(path.join(webFolder, `${name}.br`))).size))
    const total = sizes.reduce((sum, bytes) => sum + bytes, 0)
    process.stdout.write(`  the desk page in ${language}: ${total} of ${budgetBytes} bytes, ${names.length} requests\n`)
    expect(total).toBeLessThanOrEqual(budgetBytes)
    expect(names.length).toBeLessThanOrEqual(budgetRequests)
  })
  it('holds the texts of no other language', () => {
    const marks = { ja: 'お待ちのお客様', en: 'Waiting visitors' }
    expect(languages.filter((one) => code.includes(marks[one]))).toEqual([language])
  })
  it('asks for no words that come later', () => {
    expect(code).not.toMatch(/['"`](settings|copy)\.[a-z]/)
  })
  it.each([
    ['the call', 'call-controls'],
    ['the visit log', 'visit-table'],
    ['the settings', 'settings-navigation'],
  ])('holds nothing of %s', (_what, mark) => {
    expect(code).not.toContain(mark)
  })
})
