import { app } from 'electron'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { UpdatePort } from '../../src-desk/ports.ts'
import { noUpdates } from '../../src-desk/updates/no-updates.ts'
import type { Base } from './base.ts'
import { createUpdates } from '../updates/updates.ts'

/** Updates, where this program was installed and its build knows an address to ask. */
export function setUpUpdates({ quitting, clock, log, scope }: Base): UpdatePort {
  // electron-builder writes it when the build was given an address.
  const isPublished = app.isPackaged && existsSync(path.join(process.resourcesPath, 'app-update.yml'))
  if (!isPublished) return noUpdates
  const updates = createUpdates({
    load: async () => (await import('electron-updater')).autoUpdater,
    installsAlone: process.platform !== 'linux' || process.env['APPIMAGE'] !== undefined,
    beginQuitting: quitting.begin,
    clock,
    log,
  })
  scope.add(updates.dispose)
  return updates
}
