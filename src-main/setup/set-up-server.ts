import { app, utilityProcess } from 'electron'
import path from 'node:path'
import type { Desk } from '../../src-desk/desk.ts'
import type { DeskId } from '../../src-shared/ids.ts'
import { createAnnouncement } from '../server/announce.ts'
import { createEmbeddedServer, type EmbeddedServer } from '../server/embedded-server.ts'
import { createServerFork } from '../server/fork-server.ts'
import { createRoomSource, type RoomSource } from '../server/room-source.ts'
import type { Base } from './base.ts'

/** Where the room is: in this program's own server, or in one elsewhere. */
export type RoomServer = {
  readonly server: EmbeddedServer
  readonly roomSource: RoomSource
  /** To be called when the desk's windows are loaded and a knock would be seen. */
  readonly windowsLoaded: () => void
}

export type RoomServerOptions = {
  readonly desk: Desk
  readonly dataFolder: string
  readonly serverKeys: string | null
  readonly deskId: DeskId
  readonly fail: (failure: { readonly message: string; readonly exitCode: number }) => void
}

export function setUpServer({ builtFolder, clock, log, scope }: Base, options: RoomServerOptions): RoomServer {
  const { desk, dataFolder, serverKeys, deskId, fail } = options
  const announcement = createAnnouncement((text) => process.stdout.write(text))
  const server = createEmbeddedServer({
    fork: createServerFork({
      utilityProcess,
      entry: path.join(builtFolder, 'server/embedded.js'),
      dataFolder,
      keys: serverKeys,
      deskId,
      env: {
        ...process.env,
        // An installed app has nobody who reads what it prints, but files that keep it.
        KONKON_PRINT_LINK: process.env['KONKON_PRINT_LINK'] || (app.isPackaged ? '0' : '1'),
      },
      log,
    }),
    clock,
    log,
    onReady: (ready) => {
      announcement.setAddresses(ready)
      roomSource.embeddedReady({ url: ready.url, room: ready.room, key: ready.deskKey, deskId })
    },
    onFailed: ({ kind, message }) => fail({ message, exitCode: kind === 'reported' ? 2 : 1 }),
  })
  const roomSource = createRoomSource({
    server,
    ownDeskId: deskId,
    connect: desk.connect,
    announceRemote: announcement.setAddresses,
  })
  scope.add(announcement.follow(desk))
  return { server, roomSource, windowsLoaded: announcement.windowsLoaded }
}
