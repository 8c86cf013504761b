import { createBrowserRingPlayer } from '../ring/browser-ring-player.ts'

const bridge = window.konkon
if (bridge?.role !== 'ringer') throw new Error('This page is the app’s ringer and needs its preload.')
const player = createBrowserRingPlayer()
player.onStatus(bridge.report)
bridge.onOrder(player.apply)
bridge.ready()
