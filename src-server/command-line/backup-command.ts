import { Command } from 'commander'
import path from 'node:path'
import { saveCopy } from '../backup/save-copy.ts'
import { settingsOf, type Terminal } from './terminal.ts'

export function backupCommand(terminal: Terminal): Command {
  return new Command('backup')
    .summary('save all data to a file')
    .description('Save a copy of all data to a file, also while the server runs.')
    .argument('<file>', 'where to; a copy that is there is replaced once the new one is sound')
    .addHelpText(
      'after',
      '\nThe data is that of KONKON_DATA.\nThe copy holds secrets: keep it where only you can read it.',
    )
    .action(async (file: string) => {
      const target = path.resolve(file)
      const { bytes } = await saveCopy(settingsOf(terminal).dataFolder, target)
      terminal.out(`saved ${bytes} bytes to ${target}\nIt holds secrets: keep it where only you can read it.\n`)
    })
}
