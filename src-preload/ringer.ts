import { contextBridge } from 'electron'
import type { RingerWindowBridge } from '../src-shared/bridge.ts'
import { listen, tell } from './ipc.ts'

const bridge: RingerWindowBridge = {
  role: 'ringer',
  onOrder: (listener) => listen('ring:order', listener),
  report: (status) => tell('ring:status', status),
  ready: () => tell('ring:ready', null),
}

contextBridge.exposeInMainWorld('konkon', bridge)
