import type { DeskClient } from '../../src-shared/desk-client.ts'
import type { PairWithServer } from '../server/pair-with-server.ts'
import type { ScreenShare } from '../screen-share.ts'
import type { CardWindow } from '../windows/card-window.ts'
import type { FlashWindows } from '../windows/flash-windows.ts'
import type { DeskWindow } from '../windows/desk-window.ts'
import type { SharingWindow } from '../windows/sharing-window.ts'
import type { Windows } from '../windows/windows.ts'
import type { Language } from '../../src-shared/language.ts'
import { createCardDesk } from './card-desk.ts'
import type { Ipc } from './ipc.ts'

export type DeskChannelsOptions = {
  readonly ipc: Ipc
  readonly windows: Windows
  readonly desk: DeskClient
  readonly deskWindow: DeskWindow
  readonly card: CardWindow
  readonly sharing: SharingWindow
  readonly flash: FlashWindows
  readonly screenShare: ScreenShare
  readonly pairWithServer: PairWithServer
  readonly getLanguage: () => Language
}

/** Connects the windows' bridges to the desk's core. */
export function connectDeskChannels(options: DeskChannelsOptions): void {
  const { ipc, windows, desk, deskWindow, card, sharing, flash, screenShare, pairWithServer, getLanguage } = options

  ipc.answer('state:get', () => desk.getState())
  ipc.answer('command', (command) => desk.command(command))
  const cardDesk = createCardDesk(desk)
  ipc.answer('card:get', cardDesk.getState)
  ipc.answer('card:answer', cardDesk.answer)
  // The channel's rule has checked the payload by the request's own schema.
  ipc.answer('request', ({ name, payload }) => desk.request(name, payload as never))
  ipc.answer('server:pair', (link) => pairWithServer.pair(link, desk.getState().self))
  ipc.answer('server:pair-wait', pairWithServer.wait)
  ipc.receive('signal:send', (signal) => desk.sendSignal(signal))
  ipc.receive('face:open', () => deskWindow.bringForward())
  ipc.receive('card:resize', (heightPx) => card.resize(heightPx))

  ipc.answer('share:list-sources', () => screenShare.listSources())
  ipc.receive('share:choose', (id) => screenShare.choose(id))
  ipc.receive('share:label', (label) => sharing.show(label === null ? null : { label, language: getLanguage() }))
  ipc.answer('sharing:get-label', () => sharing.getLabel())
  ipc.answer('flash:get-notice', () => flash.getNotice())
  ipc.receive('sharing:stop', () => windows.push('desk', 'share:stop-wanted', null))

  desk.subscribe(() => {
    windows.push('desk', 'state:changed', desk.getState())
    windows.push('card', 'card:changed', cardDesk.getState())
  })
  desk.onSignal((signal) => windows.push('desk', 'signal:received', signal))
}
