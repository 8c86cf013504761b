import { Command } from 'commander'
import type { RoomAddress } from '../../src-shared/ids.ts'
import type { RoomEntry } from '../control/control-commands.ts'
import { readNewRoom, readRoom } from './arguments.ts'
import { ask } from './ask.ts'
import { countOf, jsonOf, tableOf, timeOf } from './print.ts'
import { CommandError, usedWrongly, type Terminal } from './terminal.ts'

/** `konkon room …`: which rooms the server has. */
export function roomCommands(terminal: Terminal): Command {
  return new Command('room')
    .summary('its rooms: add, list, remove')
    .description('The rooms of this server, each with its desks, log, rules and limits.')
    .addCommand(addCommand(terminal))
    .addCommand(listCommand(terminal))
    .addCommand(removeCommand(terminal))
}

function addCommand(terminal: Terminal): Command {
  return new Command('add')
    .description('Make a room. Prints its address and the link for its first desk.')
    .argument('<name>', 'the last part of its address: 1 to 64 of a-z, 0-9 and "-"', readNewRoom)
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nA server that runs opens the room at once. The link pairs one desk, an owner.')
    .action(async (room: RoomAddress, { json = false }: { json?: boolean }) => {
      const { visitorUrl, link } = await ask(terminal, { name: 'room:add', payload: { room } })
      if (json) {
        terminal.out(
          jsonOf({ room, visitorUrl, deskUrl: link?.deskUrl ?? null, expiresAtMs: link?.expiresAtMs ?? null }),
        )
        return
      }
      terminal.out(`visitor page: ${visitorUrl}\n`)
      if (link) terminal.out(`front desk, good for one desk until ${timeOf(link.expiresAtMs)}: ${link.deskUrl}\n`)
      else
        terminal.out(
          `No server runs now. Once it does, "konkon desk invite --room ${room}" prints a link for its first desk.\n`,
        )
    })
}

function listCommand(terminal: Terminal): Command {
  return new Command('list')
    .description('Show the rooms, with their addresses and how much they hold.')
    .option('--json', 'print it as JSON')
    .action(async ({ json = false }: { json?: boolean }) => {
      const rooms = await ask(terminal, { name: 'rooms:list', payload: null })
      terminal.out(
        json ? jsonOf(rooms) : tableOf(['ROOM', 'DESKS', 'HERE', 'VISITS', 'ADDRESS', 'COMPANY'], rooms.map(rowOf)),
      )
    })
}

function rowOf({ room, desks, now, visits, visitorUrl, company }: RoomEntry): readonly string[] {
  return [room, String(desks), now === null ? '-' : String(now.desks), String(visits), visitorUrl, company]
}

function removeCommand(terminal: Terminal): Command {
  return new Command('remove')
    .description('Take a room away with all that it holds; without --yes it says what that is.')
    .argument('<name>', 'the room', readRoom)
    .option('--yes', 'do it')
    .option('--no-copy', 'keep no copy of the data as it was before')
    .addHelpText(
      'after',
      '\nA copy of all data is kept beside the database for at most 30 days, and can be\nput back with "konkon restore". Whoever is there is cut off.',
    )
    .action(async (room: RoomAddress, { yes = false, copy }: { yes?: boolean; copy: boolean }) => {
      if (!yes) throw await questionOf(terminal, room)
      const removed = await ask(terminal, { name: 'room:remove', payload: { room, keepsCopy: copy } })
      terminal.out(`removed ${room}\n`)
      if (removed.copy !== null) terminal.out(`the data as it was before is kept in ${removed.copy}\n`)
    })
}

async function questionOf(terminal: Terminal, room: RoomAddress): Promise<CommandError> {
  const rooms = await ask(terminal, { name: 'rooms:list', payload: null })
  const entry = rooms.find((one) => one.room === room)
  if (!entry) {
    return new CommandError(`There is no room ${room}. There are: ${rooms.map((one) => one.room).join(', ')}.`)
  }
  return usedWrongly(`${room} would be gone with ${contentsOf(entry)}. To remove it, add --yes.`)
}

function contentsOf({ desks, visits, invitations, callOuts, now }: RoomEntry): string {
  const counts = [
    countOf(visits, 'visit'),
    countOf(desks, 'paired desk'),
    countOf(invitations, 'call-back link'),
    countOf(callOuts, 'call-out'),
  ].join(', ')
  const isBusy = now !== null && now.knocksAndCalls > 0
  return isBusy ? `${counts}, and ${countOf(now.knocksAndCalls, 'visitor')} who is here now` : counts
}
