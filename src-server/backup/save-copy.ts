import { createWriteStream, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { backup, DatabaseSync } from 'node:sqlite'
import { pipeline } from 'node:stream/promises'
import { text } from 'node:stream/consumers'
import { stat } from 'node:fs/promises'
import { databaseFileIn } from '../database/database.ts'
import { reasonOf } from '../database/database-faults.ts'
import { CommandError } from '../command-line/terminal.ts'
import { checkCopy } from './check-copy.ts'
import { openControl } from '../control/ask-server.ts'

/**
 * Saves everything in `dataFolder` to one file, through the server that holds the folder if one runs. The file is
 * complete and checked, or as it was before. Throws a `CommandError`.
 */
export async function saveCopy(dataFolder: string, target: string): Promise<{ readonly bytes: number }> {
  refuseStranger(target)
  const unfinished = `${target}.part`
  rmSync(unfinished, { force: true })
  try {
    const response = await openControl(dataFolder, { method: 'GET', path: '/copy' })
    if (response) await receive(response, unfinished)
    else await copyUnheld(dataFolder, unfinished)
    checkCopy(unfinished)
    renameSync(unfinished, target)
    return { bytes: (await stat(target)).size }
  } catch (cause) {
    if (cause instanceof CommandError) throw cause
    throw new CommandError(`${target} could not be written: ${wordsOf(cause)}`, { cause })
  } finally {
    rmSync(unfinished, { force: true })
  }
}

/** An older copy may be replaced; anything else was not meant. */
function refuseStranger(target: string): void {
  if (!existsSync(target)) return
  try {
    checkCopy(target)
  } catch (cause) {
    throw new CommandError(`${target} exists and is no sound copy of Konkon's data. Choose another name.`, { cause })
  }
}

async function receive(response: IncomingMessage, file: string): Promise<void> {
  if (response.statusCode !== 200) throw new CommandError(`The server could not make a copy: ${await text(response)}`)
  await pipeline(response, createWriteStream(file, { mode: 0o600, flush: true }))
}

async function copyUnheld(dataFolder: string, file: string): Promise<void> {
  const source = databaseFileIn(dataFolder)
  if (!existsSync(source)) throw new CommandError(`There is no data of Konkon in ${dataFolder}.`)
  const database = new DatabaseSync(source, { timeout: 1_000 })
  try {
    writeFileSync(file, '', { mode: 0o600 })
    await backup(database, file)
  } catch (cause) {
    if (reasonOf(cause) !== 'locked') throw cause
    throw new CommandError(`The room server that uses ${dataFolder} does not answer. Stop it, and try again.`, {
      cause,
    })
  } finally {
    database.close()
  }
}

function wordsOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
