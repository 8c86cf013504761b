import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { createLog } from '../../src-main/log.ts'
import { makeFolder } from '../support/start-server.ts'

it('keeps the app’s log within two files of two megabytes, however much is written', async () => {
  const folder = await makeFolder()
  const log = createLog(folder, false)
  const line = 'x'.repeat(10_000)
  for (let count = 0; count < 700; count += 1) log.info(line)
  const names = (await readdir(folder)).toSorted()
  expect(names).toEqual(['main.log', 'main.old.log'])
  for (const name of names) expect((await stat(path.join(folder, name))).size).toBeLessThan(2_100_000)
  await rm(folder, { recursive: true })
})
