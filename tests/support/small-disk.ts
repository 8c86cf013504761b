import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'

/** A disk of a megabyte, of memory, which root on Linux may mount. */
export type SmallDisk = {
  readonly folder: string
  /** To the last byte. */
  readonly fillUp: () => void
  readonly makeRoom: () => void
  readonly unmount: () => void
}

/** Null where such disks can be mounted. */
export const whyNoSmallDisk =
  process.platform === 'linux' && process.getuid?.() === 0 ? null : 'only root on Linux can mount a small disk'

export function mountSmallDisk(parent: string): SmallDisk {
  const folder = path.join(parent, 'disk')
  const ballast = path.join(folder, 'ballast')
  mkdirSync(folder)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder])
  return {
    folder,
    fillUp() {
      for (const size of [4_096, 1]) fillWith(ballast, Buffer.alloc(size))
    },
    makeRoom: () => rmSync(ballast, { force: true }),
    unmount: () => execFileSync('umount', [folder]),
  }
}

function fillWith(file: string, block: Buffer): void {
  try {
    for (;;) appendFileSync(file, block)
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC')) throw cause
  }
}
