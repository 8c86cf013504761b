import { Command } from 'commander'
import { allSettingsOf, type Terminal } from './terminal.ts'

export function startCommand(terminal: Terminal): Command {
  return new Command('start')
    .summary('run the room server')
    .description('Run the room server until it is told to stop, as "npm run server" does.')
    .addHelpText('after', '\nIt prints the addresses of the pages, then "ready". Ctrl-C stops it.')
    .action(async () => {
      const settings = allSettingsOf(terminal)
      // A web server is much to load for a command that needs none.
      const { serve } = await import('../start/serve.ts')
      terminal.exit(await serve(settings, terminal))
    })
}
