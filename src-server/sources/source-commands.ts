import { dayMs, hourMs } from '../../src-shared/duration.ts'
import type { KnockId, SourceId } from '../../src-shared/ids.ts'
import type { LocalText } from '../../src-shared/language.ts'
import type { DeskCommands } from '../../src-shared/all-desk-commands.ts'
import { assertNever, done, failed, ok, type Result } from '../../src-shared/result.ts'
import type { BlockSpan } from '../../src-shared/source.ts'
import { toEpochMs, wallTimeAt } from '../../src-shared/wall-time.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import { isOpen, type KnockRecord } from '../knocks/knock-record.ts'
import type { Log } from '../log.ts'
import type { LiveRoom } from '../room/live-room.ts'
import type { DeskConnection } from '../room/room-desks.ts'

export type SourceCommandsDeps = {
  readonly room: LiveRoom
  readonly desk: DeskConnection
  /** Epoch ms. */
  readonly now: () => number
  readonly log: Log
}

/** What a desk can do about everybody who comes from one place. */
export function createSourceCommands(
  deps: SourceCommandsDeps,
): Pick<CommandHandlers<DeskCommands>, Extract<keyof DeskCommands, `sources:${string}`>> {
  const { room, desk, now, log } = deps

  function find(knockId: KnockId): Result<KnockRecord & { readonly source: NonNullable<KnockRecord['source']> }> {
    const record = room.book.find(knockId)
    if (!record) return failed('not-found', 'There is no such knock.')
    const { source } = record
    return source ? ok({ ...record, source }) : failed('wrong-state', 'Visitors of this address cannot be told apart.')
  }

  /** Returns how many. */
  function denyAll(source: SourceId, message: LocalText | null): number {
    const alike = room.book.listRunning().filter((record) => isOpen(record.phase) && record.source?.address === source)
    for (const { id } of alike) {
      room.book.decide(id, { kind: 'deny', by: desk.getRef(), message, promisesCall: false })
    }
    return alike.length
  }

  return {
    'sources:deny': ({ knockId, message }) => {
      const found = find(knockId)
      return found.kind === 'ok' ? ok({ denied: denyAll(found.value.source.address, message) }) : found
    },
    'sources:block': ({ knockId, message, span }) => {
      const found = find(knockId)
      if (found.kind === 'failed') return found
      const { name: visitorName, source } = found.value
      const sinceMs = now()
      const untilMs = endOf(span, sinceMs, room.getPublicRoom().timeZone)
      // First, so that none comes in while the others are turned away.
      room.blocks.add({ source: source.address, visitorName, by: desk.getRef(), sinceMs, untilMs })
      room.audit.record(desk.getRef(), { kind: 'block-made', untilMs })
      log.info({ room: room.address, desk: desk.id, untilMs }, 'a desk blocked a source')
      return ok({ denied: denyAll(source.address, message), untilMs })
    },
    'sources:blocks': () => ok(room.blocks.list()),
    'sources:unblock': ({ source }) => {
      if (!room.blocks.lift(source)) return failed('not-found', 'There is no such block, or it is over.')
      room.audit.record(desk.getRef(), { kind: 'block-lifted' })
      log.info({ room: room.address, desk: desk.id }, 'a desk lifted a block')
      return done
    },
  }
}

function endOf(span: BlockSpan, nowMs: number, timeZone: string): number {
  switch (span) {
    case 'hour':
      return nowMs + hourMs
    case 'today':
      return toEpochMs({ day: wallTimeAt(nowMs, timeZone).day, minuteOfDay: 24 * 60 }, timeZone)
    case 'week':
      return nowMs + 7 * dayMs
    default:
      return assertNever(span)
  }
}
