import type { RoomTarget } from '../../src-desk/ports.ts'
import type { ServerChoice } from '../../src-shared/desk-settings.ts'
import type { DeskId } from '../../src-shared/ids.ts'
import type { EmbeddedServer } from './embedded-server.ts'

export type RoomSourceOptions = {
  readonly server: EmbeddedServer
  /** The id that this desk made itself, by which its own server knows it. */
  readonly ownDeskId: DeskId
  readonly connect: (target: RoomTarget) => void
  readonly announceRemote: (addresses: { readonly visitorUrl: string; readonly deskUrl: string }) => void
}

/** Which server the desk uses, the app's own or one elsewhere, and how it moves between them. */
export type RoomSource = {
  /** Does nothing if it is already chosen. */
  choose: (choice: ServerChoice) => void
  /** To be called whenever the app's own server is ready. */
  embeddedReady: (target: RoomTarget) => void
}

export function createRoomSource({ server, ownDeskId, connect, announceRemote }: RoomSourceOptions): RoomSource {
  let chosen: ServerChoice | null = null
  let stopping = Promise.resolve()

  return {
    choose: (choice) => {
      if (chosen !== null && isSameChoice(choice, chosen)) return
      chosen = choice
      if (choice.kind === 'remote') {
        stopping = server.stop()
        announceRemote({
          visitorUrl: `${choice.url}/${choice.room}`,
          // That server alone makes links that pair.
          deskUrl: `${choice.url}/desk`,
        })
        const { url, room, key, deskId = ownDeskId } = choice
        connect({ url, room, key, deskId })
        return
      }
      // A server that is still stopping holds the port.
      void stopping.then(() => {
        if (chosen?.kind === 'embedded') server.start()
      })
    },
    embeddedReady: (target) => {
      if (chosen?.kind === 'embedded') connect(target)
    },
  }
}

function isSameChoice(a: ServerChoice, b: ServerChoice): boolean {
  if (a.kind === 'embedded' || b.kind === 'embedded') return a.kind === b.kind
  return a.url === b.url && a.room === b.room && a.key === b.key
}
