import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** All that whoever takes this folder away can read of it, in one piece. A server's socket holds nothing. */
export async function filesOf(folder: string): Promise<Buffer> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile())
  return Buffer.concat(await Promise.all(files.map((file) => readFile(path.join(file.parentPath, file.name)))))
}
