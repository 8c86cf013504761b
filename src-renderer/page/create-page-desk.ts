import { io } from 'socket.io-client'
import { createDesk, type Desk } from '../../src-desk/desk.ts'
import type { LogPort, RoomTarget } from '../../src-desk/ports.ts'
import { createClock } from '../../src-shared/clock.ts'
import { createBrowserMediaAccess } from '../../src-rtc/media-access.ts'
import { createRoomConnection } from '../../src-desk/room/room-connection.ts'
import { noUpdates } from '../../src-desk/updates/no-updates.ts'
import type { DeskId } from '../../src-shared/ids.ts'
import type { Language } from '../../src-shared/language.ts'
import { textsIn } from '../texts/texts.ts'
import type { RingPlayer } from '../ring/ring-player.ts'
import { createBrowserSettings } from './browser-settings.ts'
import { createPageAttention } from './page-attention.ts'
import { createPageRinger } from './page-ringer.ts'
import { createPageSelfTest } from './page-self-test.ts'
import { createVibration } from './vibration.ts'
import type { WebAlerts } from './web-alerts.ts'

/** The desk's core with a browser's adapters. Not connected yet. */
export function createPageDesk(deps: {
  readonly deskId: DeskId
  readonly onKeyGiven: (target: RoomTarget) => void
  readonly alerts: WebAlerts
  readonly player: RingPlayer
  readonly language: () => Language
  readonly log: LogPort
}): Desk {
  const { deskId, onKeyGiven, alerts, player, language, log } = deps
  const clock = createClock(globalThis)
  const { setTimer } = clock
  const vibrate = 'vibrate' in navigator ? navigator.vibrate.bind(navigator) : undefined
  return createDesk({
    id: deskId,
    defaultLanguage: language(),
    // Nothing, so that it keeps what the room calls it until somebody has named it.
    defaultName: '',
    sampleNameIn: (reader) => textsIn(reader).sampleName,
    ports: {
      room: createRoomConnection({
        openSocket: io,
        transports: ['websocket', 'polling'],
        onKeyGiven,
        // What a person may ask for has time until the queue stands there.
        loadCommands: async () => (await import('../../src-shared/all-desk-commands.ts')).deskCommands,
        clock,
        log,
      }),
      alerts,
      ringer: createPageRinger(player, createVibration({ vibrate, setTimer })),
      // The page cannot put anything on top of other programs; its tab's title and icon call instead.
      card: { setVisible: () => undefined },
      attention: createPageAttention(language),
      // The face flashes by itself: the page has no other display than its own.
      flash: { setFlashing: () => undefined },
      shortcut: { setAdmitShortcut: () => false, onPressed: () => () => undefined },
      selfTest: createPageSelfTest(createBrowserMediaAccess()),
      updates: noUpdates,
      face: { bringForward: () => window.focus() },
      settings: createBrowserSettings(localStorage, log),
      clock,
      log,
    },
  })
}
