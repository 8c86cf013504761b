import { contextBridge } from 'electron'
import type { FlashWindowBridge } from '../src-shared/bridge.ts'
import { ask, listen } from './ipc.ts'

const bridge: FlashWindowBridge = {
  role: 'flash',
  getNotice: () => ask('flash:get-notice', null),
  onNotice: (listener) => listen('flash:notice', listener),
}

contextBridge.exposeInMainWorld('konkon', bridge)
