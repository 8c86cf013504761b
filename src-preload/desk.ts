import { contextBridge } from 'electron'
import type { DeskWindowBridge } from '../src-shared/bridge.ts'
import { ask, listen, request, tell } from './ipc.ts'

const bridge: DeskWindowBridge = {
  role: 'desk',
  getState: () => ask('state:get', null),
  onState: (listener) => listen('state:changed', listener),
  command: (command) => ask('command', command),
  request,
  pairWithServer: (link) => ask('server:pair', link),
  waitForServer: (question) => ask('server:pair-wait', question),
  sendSignal: (signal) => tell('signal:send', signal),
  onSignal: (listener) => listen('signal:received', listener),
  listShareSources: () => ask('share:list-sources', null),
  onShareRequested: (listener) => listen('share:requested', () => listener()),
  chooseShareSource: (id) => tell('share:choose', id),
  setSharing: (label) => tell('share:label', label),
  onStopSharing: (listener) => listen('share:stop-wanted', () => listener()),
  reportAlive: () => tell('face:alive', null),
}

contextBridge.exposeInMainWorld('konkon', bridge)
