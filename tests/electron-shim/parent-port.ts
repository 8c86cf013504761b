/** `node --import` in what the shim's `utilityProcess` forks: `process.parentPort` as Electron has it. */
import { EventEmitter } from 'node:events'

const send = process.send?.bind(process)
if (!send) throw new Error('The shim forks utility processes with a channel.')

const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => {
    send(message)
  },
})
// What comes before anybody listens is kept.
const early: unknown[] = []
process.on('message', (data) => {
  if (!parentPort.emit('message', { data, ports: [] })) early.push(data)
})
parentPort.on('newListener', (name) => {
  if (name !== 'message') return
  queueMicrotask(() => {
    for (const data of early.splice(0)) parentPort.emit('message', { data, ports: [] })
  })
})
// A utility process ends with its app.
process.on('disconnect', () => process.exit(0))
Object.defineProperty(process, 'parentPort', { value: parentPort })
// It has no `send` of Node's.
Object.defineProperty(process, 'send', { value: undefined })
