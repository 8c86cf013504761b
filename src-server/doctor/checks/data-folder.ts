import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import { bad, good, note, reasonWords, type Check, type Finding } from '../finding.ts'

const megabyte = 1_000_000
const tooLittleBytes = 100 * megabyte
const littleBytes = 1_000 * megabyte

/** Whether a knock can be written, by this server alone, and read by nobody else. */
export const checkData: Check = ({ settings: { dataFolder }, state }) => {
  if (!existsSync(dataFolder)) {
    return [bad('data', `There is no folder ${dataFolder}. Start the server once, or name another with KONKON_DATA.`)]
  }
  return [...writable(dataFolder), ...modes(dataFolder), ...room(dataFolder), ...database(state)]
}

function writable(folder: string): readonly Finding[] {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    return [good('data', `${folder} can be written to.`)]
  } catch (cause) {
    return [
      bad(
        'data',
        `${folder} cannot be written to by this user: ${reasonWords(cause)}. Give it to the user of the server.`,
      ),
    ]
  }
}

function modes(folder: string): readonly Finding[] {
  if (process.platform === 'win32') return []
  const names = readdirSync(folder).filter((name) => /^konkon\.(db|sock|toml)|^key$|\.pem$/.test(name))
  const open = ['', ...names].filter((name) => isOpenToOthers(path.join(folder, name)))
  if (open.length === 0) return []
  const files = open.map((name) => path.join(folder, name)).join(' ')
  return [note('data', `Other users can read ${files}. Keep them out: chmod -R go= ${folder}`)]
}

/** A socket is kept by its folder. */
function isOpenToOthers(file: string): boolean {
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats !== undefined && !stats.isSocket() && (stats.mode & 0o077) !== 0
}

function room(folder: string): readonly Finding[] {
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  const words = `${Math.round(free / megabyte)} MB are free on the disk of ${folder}`
  if (free < tooLittleBytes) return [bad('disk', `Only ${words}: soon no knock can be written. Make room.`)]
  return [free < littleBytes ? note('disk', `Only ${words}.`) : good('disk', `${words}.`)]
}

function database(state: Parameters<Check>[0]['state']): readonly Finding[] {
  if (!state) return [bad('database', 'It cannot be read. See the line of the server, or restore a backup.')]
  const { damage, setAside } = state
  if (damage !== null)
    return [bad('database', `It is damaged (${damage}). Put a backup in its place: "konkon restore FILE".`)]
  const whole = good('database', 'It is whole.')
  return setAside === 0
    ? [whole]
    : [
        whole,
        note(
          'database',
          `${setAside} entries could not be read and were set aside. A desk shows this, and confirms it.`,
        ),
      ]
}
