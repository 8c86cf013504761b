import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'

/** The program that listens on this port, as `NAME, process 123`; null where the system does not say. */
export function findListener(port: number): string | null {
  if (process.platform !== 'linux') return null
  const sockets = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => listeningSockets(file, port))
  if (sockets.length === 0) return null
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (!holdsOne(id, sockets)) continue
    return `${readText(`/proc/${id}/comm`).trim()}, process ${id}`
  }
  return null
}

/** Of https://man7.org/linux/man-pages/man5/proc_pid_net.5.html: local address, state (0A listens), inode. */
function listeningSockets(file: string, port: number): readonly string[] {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0')
  return readText(file)
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(`:${hexPort}`) && state === '0A')
    .flatMap((fields) => fields[9] ?? [])
    .map((inode) => `socket:[${inode}]`)
}

/** Another user's process does not show. */
function holdsOne(id: string, sockets: readonly string[]): boolean {
  try {
    const folder = `/proc/${id}/fd`
    return readdirSync(folder).some((name) => sockets.includes(readLink(path.join(folder, name))))
  } catch {
    return false
  }
}

function readLink(file: string): string {
  try {
    return readlinkSync(file)
  } catch {
    return ''
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
