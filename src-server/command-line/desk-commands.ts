import { Command } from 'commander'
import type { DeskId, RoomAddress } from '../../src-shared/ids.ts'
import type { DeskEntry } from '../control/control-commands.ts'
import { readDesk, readRoom } from './arguments.ts'
import { ask } from './ask.ts'
import { countOf, jsonOf, tableOf, timeOf } from './print.ts'
import { usedWrongly, type Terminal } from './terminal.ts'

type RoomOption = { readonly room?: RoomAddress }

/** `konkon desk …`: who may answer. */
export function deskCommands(terminal: Terminal): Command {
  return new Command('desk')
    .summary('its desks: invite, list, revoke')
    .description('The desks that answer: pair another one, list them, put one out.')
    .addCommand(inviteCommand(terminal))
    .addCommand(listCommand(terminal))
    .addCommand(revokeCommand(terminal))
}

function inviteCommand(terminal: Terminal): Command {
  return new Command('invite')
    .description('Print a link that pairs one desk, an owner, once. A server must run.')
    .option('--room <name>', 'of this room instead of the first', readRoom)
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nThe link is a secret: whoever opens it first is in.')
    .action(async ({ room, json = false }: RoomOption & { json?: boolean }) => {
      const link = await ask(terminal, { name: 'desk:invite', payload: { room: room ?? null } })
      if (json) terminal.out(jsonOf(link))
      else
        terminal.out(
          `front desk of ${link.room}, good for one desk until ${timeOf(link.expiresAtMs)}: ${link.deskUrl}\n`,
        )
    })
}

function listCommand(terminal: Terminal): Command {
  return new Command('list')
    .description('Show the paired desks of all rooms, and which are connected.')
    .option('--room <name>', 'of this room alone', readRoom)
    .option('--json', 'print it as JSON')
    .action(async ({ room, json = false }: RoomOption & { json?: boolean }) => {
      const desks = await ask(terminal, { name: 'desks:list', payload: { room: room ?? null } })
      terminal.out(json ? jsonOf(desks) : tableOf(['ROOM', 'ID', 'ROLE', 'LAST SEEN', 'NAME'], desks.map(rowOf)))
    })
}

function rowOf({ room, id, role, isConnected, lastSeenAtMs, name }: DeskEntry): readonly string[] {
  return [room, id, role, isConnected ? 'connected' : timeOf(lastSeenAtMs), name]
}

function revokeCommand(terminal: Terminal): Command {
  return new Command('revoke')
    .description('Put a desk out: its calls, its links and its key end at once.')
    .argument('[id]', 'the desk, as "konkon desk list" shows it', readDesk)
    .option('--all', 'put every desk of a room out, and make its unused links worthless')
    .option('--room <name>', 'of this room alone', readRoom)
    .addHelpText('after', '\nThe app in which the server runs is a desk again at its next start.')
    .action(async (id: DeskId | undefined, { all = false, room }: RoomOption & { all?: boolean }) => {
      if ((id === undefined) !== all) throw usedWrongly('Give the id of one desk, or --all.')
      if (id !== undefined) {
        const revoked = await ask(terminal, { name: 'desk:revoke', payload: { room: room ?? null, deskId: id } })
        terminal.out(`put out ${id} of ${revoked.room} (${revoked.name})\n`)
        return
      }
      const chosen = room ?? (await onlyRoom(terminal))
      const { putOut } = await ask(terminal, { name: 'desks:put-out', payload: { room: chosen } })
      terminal.out(`put out ${countOf(putOut, 'desk')} of ${chosen}\n"konkon desk invite" pairs one anew.\n`)
    })
}

/** Nobody is put out of a room that was not meant. */
async function onlyRoom(terminal: Terminal): Promise<RoomAddress> {
  const rooms = (await ask(terminal, { name: 'rooms:list', payload: null })).map(({ room }) => room)
  const [only] = rooms
  if (only === undefined || rooms.length > 1) throw usedWrongly(`Name the room with --room: ${rooms.join(', ')}.`)
  return only
}
