import { Command } from 'commander'
import path from 'node:path'
import { restoreData } from '../backup/restore-data.ts'
import { settingsOf, type Terminal } from './terminal.ts'

export function restoreCommand(terminal: Terminal): Command {
  return new Command('restore')
    .summary('put such a file back')
    .description(
      'Put a saved copy in the place of the data. The server must not run; what was there is kept beside it.',
    )
    .argument('<file>', 'a copy saved with "backup" or at a desk')
    .addHelpText('after', '\nThe data is that of KONKON_DATA.')
    .action((file: string) => {
      const { dataFolder } = settingsOf(terminal)
      const { keptAt } = restoreData({ dataFolder, copy: path.resolve(file), nowMs: terminal.now() })
      terminal.out(`restored ${path.resolve(file)} to ${dataFolder}\n`)
      if (keptAt !== null) terminal.out(`what was there is kept in ${keptAt}\n`)
      terminal.out('Desks that were put out since that copy are in again: look through the list of desks.\n')
    })
}
