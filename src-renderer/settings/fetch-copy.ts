import type { DeskClient } from '../../src-shared/desk-client.ts'
import { failed, ok, type Result } from '../../src-shared/result.ts'

export type FetchedCopy = { readonly fileName: string; readonly contents: Blob }

/** Fetches a copy of everything that the server keeps, part by part. `tell` gets how much is here, in percent. */
export async function fetchCopy(
  client: Pick<DeskClient, 'request'>,
  tell: (percent: number) => void,
): Promise<Result<FetchedCopy>> {
  const made = await client.request('copy:make', null)
  if (made.kind === 'failed') return made
  const { copyId, bytes, fileName } = made.value
  const parts: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  while (offset < bytes) {
    // One after the other: each would only wait for the one before.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await client.request('copy:read', { copyId, offset })
    if (answer.kind === 'failed') return answer
    const part = bytesOf(answer.value.part)
    if (part.length === 0) return failed('internal', 'The copy ended too soon.')
    parts.push(part)
    offset += part.length
    tell(Math.floor((offset / bytes) * 100))
  }
  return ok({ fileName, contents: new Blob(parts, { type: 'application/vnd.sqlite3' }) })
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
