import { open } from 'node:fs/promises'
import { failed, ok, type Result } from '../../src-shared/result.ts'
import type { DeskCommands } from '../../src-shared/all-desk-commands.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import type { Clock } from '../../src-shared/clock.ts'
import { dataCopyPartBytes } from '../../src-shared/data-copy.ts'
import { makeCopyId } from '../room/secrets.ts'
import type { DataCopier, DataCopy } from './data-copy.ts'

export type CopyCommandsDeps = {
  readonly copier: DataCopier
  readonly clock: Clock
  /** Whether the data is that of one room alone. */
  readonly isOfOneRoom: () => boolean
}

export type CopyCommands = Pick<CommandHandlers<DeskCommands>, 'copy:make' | 'copy:read'>

type Made = { readonly id: string; readonly copy: DataCopy; readonly cancelTimer: Unsubscribe }

/** Nobody needs so long to fetch one. */
const keptForMs = 10 * 60_000

/** A copy of the data for a desk, fetched in parts. There is one at a time for all: making another ends it. */
export function createCopyCommands({ copier, clock, isOfOneRoom }: CopyCommandsDeps): CopyCommands {
  let isMaking = false
  let current: Made | null = null
  return {
    async 'copy:make'() {
      // A desk has no business with the secrets of other rooms.
      if (!isOfOneRoom()) return failed('wrong-state', 'This server has several rooms. Use the konkon command there.')
      if (isMaking) return failed('busy', 'A copy is being made.')
      isMaking = true
      const copy = await copier.make().finally(() => {
        isMaking = false
      })
      if (current) end(current)
      const made: Made = { id: makeCopyId(), copy, cancelTimer: clock.setTimer(keptForMs, () => end(made)) }
      current = made
      const day = new Date(clock.now()).toISOString().slice(0, 10)
      return ok({ copyId: made.id, bytes: copy.bytes, fileName: `konkon-${day}.db` })
    },
    async 'copy:read'({ copyId, offset }): Promise<Result<{ readonly part: string }>> {
      const made = current
      if (made?.id !== copyId) return failed('not-found', 'There is no such copy any more.')
      const file = await open(made.copy.file)
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(dataCopyPartBytes), 0, dataCopyPartBytes, offset)
        if (offset + bytesRead >= made.copy.bytes) end(made)
        return ok({ part: buffer.toString('base64', 0, bytesRead) })
      } finally {
        await file.close()
      }
    },
  }

  function end(made: Made): void {
    if (current !== made) return
    current = null
    made.cancelTimer()
    made.copy.dispose()
  }
}
