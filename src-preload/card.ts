import { contextBridge } from 'electron'
import type { CardWindowBridge } from '../src-shared/bridge.ts'
import { ask, listen, tell } from './ipc.ts'

const bridge: CardWindowBridge = {
  role: 'card',
  getState: () => ask('state:get', null),
  onState: (listener) => listen('state:changed', listener),
  command: (command) => ask('command', command),
  openDesk: () => tell('face:open', null),
  resize: (heightPx) => tell('card:resize', heightPx),
}

contextBridge.exposeInMainWorld('konkon', bridge)
