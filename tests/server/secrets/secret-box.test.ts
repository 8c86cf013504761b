import { randomBytes } from 'node:crypto'
import { chmod, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSecretBox } from '../../../src-server/secrets/secret-box.ts'
import { createServerKeys, type ServerKeysDeps } from '../../../src-server/secrets/server-keys.ts'
import { StartError } from '../../../src-server/start/start-error.ts'
import { makeFolder } from '../../support/start-server.ts'

let folder: string
beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const keysFrom = (source: ServerKeysDeps['source'] = null) =>
  createServerKeys({ dataFolder: folder, source, log: pino({ level: 'silent' }) })
const boxFrom = (source: ServerKeysDeps['source'] = null) => createSecretBox(keysFrom(source))
const makeKey = (): string => randomBytes(32).toString('base64')
const place = 'call_outs/front-desk/mail/password'

describe('a sealed secret', () => {
  it('is opened by the same key, and is never the same twice', () => {
    const box = boxFrom()
    const sealed = [box.seal('パスワード', place), box.seal('パスワード', place)]
    for (const one of sealed) expect(box.open(one, place)).toEqual({ text: 'パスワード', isCurrent: true })
    expect(new Set(sealed).size).toBe(2)
    expect(Buffer.from(sealed[0] ?? '', 'base64url').includes('パスワード')).toBe(false)
  })

  it('opens nowhere else, and not when a single byte was changed or is missing', () => {
    const box = boxFrom()
    const sealed = box.seal('hunter2', place)
    expect(box.open(sealed, 'call_outs/front-desk/other/password')).toBeNull()
    expect(box.open(sealed, 'call_outs/front-desk/mail/secret')).toBeNull()
    const bytes = Buffer.from(sealed, 'base64url')
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes)
      changed[index] = (changed[index] ?? 0) ^ 1
      expect(box.open(changed.toString('base64url'), place)).toBeNull()
      expect(box.open(bytes.subarray(0, index).toString('base64url'), place)).toBeNull()
    }
    expect(box.open('', place)).toBeNull()
    expect(box.open('not sealed at all', place)).toBeNull()
  })

  it('is nothing without its key, and waits to be sealed again under a newer one', () => {
    const [older, newer] = [makeKey(), makeKey()]
    const sealed = boxFrom(older).seal('hunter2', place)
    expect(boxFrom(newer).open(sealed, place)).toBeNull()
    expect(boxFrom(`${newer}\n${older}`).open(sealed, place)).toEqual({ text: 'hunter2', isCurrent: false })
  })
})

describe('the key of a server', () => {
  const file = (): string => path.join(folder, 'key')

  it('is made once, for its owner alone', async () => {
    const [made] = keysFrom().all()
    expect(made).toHaveLength(32)
    expect((await stat(file())).mode & 0o777).toBe(0o600)
    expect(keysFrom().all()).toEqual([made])
  })

  it('is hidden again where somebody has opened it', async () => {
    keysFrom()
    await chmod(file(), 0o644)
    keysFrom()
    expect((await stat(file())).mode & 0o777).toBe(0o600)
  })

  it('is made anew where it is damaged, which is put aside', async () => {
    await writeFile(file(), 'half a ke')
    expect(keysFrom().current()).toHaveLength(32)
    expect(await readFile(`${file()}.damaged`, 'utf8')).toBe('half a ke')
    expect(keysFrom().all()).toHaveLength(1)
  })

  it('is the operator’s where there is one; what an earlier one has sealed can still be opened', async () => {
    const sealed = boxFrom().seal('hunter2', place)
    const own = path.join(folder, 'operators-key')
    await writeFile(own, `\n${randomBytes(32).toString('hex')}\n`)
    const source = { variable: 'KONKON_KEY_FILE', file: own }
    expect(boxFrom(source).open(sealed, place)).toEqual({ text: 'hunter2', isCurrent: false })
    expect(boxFrom(source).open(boxFrom(source).seal('new', place), place)).toEqual({ text: 'new', isCurrent: true })
  })

  it.each(['', 'too short', `${'A'.repeat(44)}\nnot a key`])(
    'is refused where the operator’s file is %j',
    async (text) => {
      const own = path.join(folder, 'operators-key')
      await writeFile(own, text)
      const start = () => keysFrom({ variable: 'KONKON_KEY_FILE', file: own })
      expect(start).toThrow(StartError)
      expect(start).toThrow(/^The file .*operators-key of KONKON_KEY_FILE /)
    },
  )

  it('that cannot be made keeps nobody from starting, and seals nothing', async () => {
    await writeFile(path.join(folder, 'file'), '')
    const keys = createServerKeys({
      dataFolder: path.join(folder, 'file'),
      source: null,
      log: pino({ level: 'silent' }),
    })
    expect(keys.all()).toEqual([])
    expect(() => createSecretBox(keys).seal('hunter2', place)).toThrow('ENOTDIR')
  })
})
