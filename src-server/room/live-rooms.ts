import type { DatabaseSync } from 'node:sqlite'
import type { RoomAddress } from '../../src-shared/ids.ts'
import type { Log } from '../log.ts'
import type { LiveRoom } from './live-room.ts'
import { eraseRoom } from './room-contents.ts'
import { newRoom, type RoomStore, type StoredRoom } from './room-store.ts'

/** All rooms while the server runs. Whoever keeps one of them beyond a moment asks again. */
export type LiveRooms = {
  readonly find: (address: RoomAddress) => LiveRoom | null
  /** In the order in which they were made. */
  readonly list: () => readonly LiveRoom[]
  /** Opens it at once. There must be none of this address. */
  readonly add: (address: RoomAddress) => LiveRoom
  /** Cuts off everybody who is there, and takes all of it out of the files. */
  readonly remove: (address: RoomAddress) => void
  readonly dispose: () => void
}

export type LiveRoomsDeps = {
  readonly store: RoomStore
  readonly database: DatabaseSync
  readonly open: (stored: StoredRoom) => LiveRoom
  readonly log: Log
}

export function createLiveRooms({ store, database, open, log }: LiveRoomsDeps): LiveRooms {
  const rooms = new Map<RoomAddress, LiveRoom>()
  for (const stored of store.list()) rooms.set(stored.address, open(stored))
  return {
    find: (address) => rooms.get(address) ?? null,
    list: () => [...rooms.values()],
    add(address) {
      const stored = newRoom(address)
      store.save(stored)
      const room = open(stored)
      rooms.set(address, room)
      log.info({ room: address }, 'a room was added')
      return room
    },
    remove(address) {
      rooms.get(address)?.close()
      rooms.delete(address)
      eraseRoom(database, address)
      log.info({ room: address }, 'a room was removed')
    },
    dispose() {
      for (const room of rooms.values()) room.dispose()
    },
  }
}
