import * as v from 'valibot'
import { InvalidArgumentError } from 'commander'
import { DeskIdSchema, RoomAddressSchema, type DeskId, type RoomAddress } from '../../src-shared/ids.ts'
import { DaySchema, NewRoomAddressSchema } from '../control/control-commands.ts'
import { reservedAddresses } from '../http/reserved-addresses.ts'

/** Readers of what was typed: each gives the value, or has `commander` say what is allowed and end with 2. */
export function readRoom(text: string): RoomAddress {
  return read(RoomAddressSchema, text, 'A room has 1 to 64 of a-z, 0-9 and "-".')
}

export function readNewRoom(text: string): RoomAddress {
  const reserved = reservedAddresses.join(', ')
  return read(NewRoomAddressSchema, text, `A room has 1 to 64 of a-z, 0-9 and "-", and is none of ${reserved}.`)
}

export function readDesk(text: string): DeskId {
  return read(DeskIdSchema, text, '"konkon desk list" shows the ids of desks.')
}

export function readDay(text: string): string {
  return read(DaySchema, text, 'A day is written as 2026-04-30.')
}

function read<T>(schema: v.GenericSchema<unknown, T>, text: string, allowed: string): T {
  const parsed = v.safeParse(schema, text)
  if (!parsed.success) throw new InvalidArgumentError(allowed)
  return parsed.output
}
