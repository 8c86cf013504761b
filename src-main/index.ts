/** Konkon's main process: what must happen before Electron is ready, and then the front desk. */
import { app, crashReporter, dialog, protocol } from 'electron'
import path from 'node:path'
import { appIdentity } from './app-identity.ts'
import { registerAppScheme } from './app-pages.ts'
import { prepareDataFolder } from './data-folder.ts'
import { watchFaults } from './faults.ts'
import { startFrontDesk } from './front-desk.ts'
import { createLog } from './log.ts'

const data = prepareDataFolder(process.env['KONKON_DATA'], app.getPath('appData'))
if (data.kind === 'unusable') {
  process.stderr.write(`${data.sentence}\n`)
  app.exit(2)
} else {
  // First, because the lock below is per data folder.
  app.setPath('userData', data.folder)
  if (app.requestSingleInstanceLock()) start(data.folder)
  else app.exit(0)
}

function start(dataFolder: string): void {
  const log = createLog(path.join(dataFolder, 'logs'), !app.isPackaged)
  watchFaults({ app, log })
  crashReporter.start({ uploadToServer: false })
  app.setAppUserModelId(appIdentity.id)
  app.setToastActivatorCLSID(appIdentity.toastActivator)
  app.enableSandbox()
  registerAppScheme(protocol)
  app
    .whenReady()
    .then(() => startFrontDesk({ dataFolder, log, fail }))
    .catch((cause: unknown) => {
      log.error('cannot start', cause)
      fail({ message: cause instanceof Error ? cause.message : String(cause), exitCode: 1 })
    })
}

let hasFailed = false

/**
 * Ends the program with a sentence in the terminal, and on the screen in a packaged app. Only the first failure counts:
 * others may follow merely because the program is ending.
 */
function fail({ message, exitCode }: { readonly message: string; readonly exitCode: number }): void {
  if (hasFailed) return
  hasFailed = true
  process.stderr.write(`${message}\n`)
  if (app.isPackaged) dialog.showErrorBox(appIdentity.name, message)
  app.exit(exitCode)
}
