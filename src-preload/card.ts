import { contextBridge } from 'electron'
import type { CardWindowBridge } from '../src-shared/bridge.ts'
import { ask, listen, tell } from './ipc.ts'

const bridge: CardWindowBridge = {
  role: 'card',
  getState: () => ask('card:get', null),
  onState: (listener) => listen('card:changed', listener),
  answer: (command) => ask('card:answer', command),
  openDesk: () => tell('face:open', null),
  resize: (heightPx) => tell('card:resize', heightPx),
}

contextBridge.exposeInMainWorld('konkon', bridge)
