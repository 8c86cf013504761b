import { contextBridge } from 'electron'
import type { SharingWindowBridge } from '../src-shared/bridge.ts'
import { ask, listen, tell } from './ipc.ts'

const bridge: SharingWindowBridge = {
  role: 'sharing',
  getLabel: () => ask('sharing:get-label', null),
  onLabel: (listener) => listen('sharing:label', listener),
  stop: () => tell('sharing:stop', null),
}

contextBridge.exposeInMainWorld('konkon', bridge)
