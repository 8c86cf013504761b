import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { App } from 'electron'
import { appIdentity } from '../app-identity.ts'

export type StartWithComputerOptions = {
  readonly app: Pick<App, 'setLoginItemSettings' | 'getPath' | 'getAppPath' | 'isPackaged'>
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly execPath: string
}

/** Turns starting at log-in on or off. Rejects if the system refuses. */
export function createStartWithComputer(options: StartWithComputerOptions): (isWanted: boolean) => Promise<void> {
  const { app, platform, env, execPath } = options
  // In a working copy the executable is Electron itself, which has to be told what to run.
  const parameters = app.isPackaged ? [appIdentity.hiddenArgument] : [app.getAppPath(), appIdentity.hiddenArgument]

  return async (isWanted) => {
    if (platform !== 'linux') {
      app.setLoginItemSettings({ openAtLogin: isWanted, path: execPath, args: parameters })
      return
    }
    // Electron has no login items on Linux; this is the desktop's own way.
    // https://specifications.freedesktop.org/autostart-spec/latest/
    const file = path.join(app.getPath('appData'), 'autostart', `${appIdentity.id}.desktop`)
    if (!isWanted) {
      await rm(file, { force: true })
      return
    }
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, autostartFile([env['APPIMAGE'] ?? execPath, ...parameters]))
  }
}

export function autostartFile(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${appIdentity.name}`,
    `Exec=${command.map(quoteArgument).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}

/** https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html */
function quoteArgument(argument: string): string {
  const quoted = argument.replace(/["`$\\]/g, String.raw`\$&`).replaceAll('%', '%%')
  // The file format has string escapes of its own on top of the quoting.
  return `"${quoted.replaceAll('\\', '\\\\')}"`
}
