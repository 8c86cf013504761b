import { Command } from 'commander'
import type { Finding, Patient } from '../doctor/finding.ts'
import { ask } from './ask.ts'
import { jsonOf } from './print.ts'
import { CommandError, settingsOf, type Terminal } from './terminal.ts'

export function doctorCommand(terminal: Terminal): Command {
  return new Command('doctor')
    .summary('what is wrong, in words')
    .description('Say in words what is wrong, and what to do.')
    .option('--json', 'print it as JSON')
    .option('--all', 'also what is right')
    .addHelpText(
      'after',
      '\nBegins a line with "!" where something would keep a knock from being noticed,\nand ends with 1 then.',
    )
    .action(async ({ json = false, all = false }: { json?: boolean; all?: boolean }) => {
      const findings = await findingsOf(terminal)
      const isBad = findings.some(({ level }) => level === 'bad')
      const shown = findings.filter(({ level }) => all || level !== 'good')
      if (json) terminal.out(jsonOf({ isWell: !isBad, findings }))
      else {
        for (const finding of shown) terminal.out(lineOf(finding))
        if (!isBad) terminal.out('Nothing was found that would keep a knock from being noticed.\n')
      }
      // What is wrong has been said.
      if (isBad) throw new CommandError('')
    })
}

const marks = { good: ' ', note: '-', bad: '!' } as const

function lineOf({ level, check, words }: Finding): string {
  return `${marks[level]} ${check}: ${words}\n`
}

async function findingsOf(terminal: Terminal): Promise<readonly Finding[]> {
  // What it takes to look at everything is much to load for the other commands.
  const { examine } = await import('../doctor/examine.ts')
  try {
    const settings = settingsOf(terminal)
    const patient: Patient = { settings, nowMs: terminal.now(), state: await stateOf(terminal) }
    return await examine(patient)
  } catch (cause) {
    if (!(cause instanceof CommandError)) throw cause
    return [{ level: 'bad', check: 'settings', words: cause.message }]
  }
}

/** Null where the data cannot be read; the checks say why as far as they can. */
async function stateOf(terminal: Terminal): Promise<Patient['state']> {
  try {
    return await ask(terminal, { name: 'server:state', payload: null })
  } catch {
    return null
  }
}
