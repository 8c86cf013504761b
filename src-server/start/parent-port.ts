import * as v from 'valibot'
import { EmbeddedOrderSchema, type EmbeddedReport } from '../../src-shared/embedded-server.ts'

/** The channel to the app that started this process. */
export type ParentPort = {
  readonly report: (report: EmbeddedReport) => void
  /** The app asks it to stop, or is gone. */
  readonly onStop: (listener: () => void) => void
}

/** As Electron hands a message to a utility process. */
const OrderEventSchema = v.object({ data: EmbeddedOrderSchema })

const isFunction = v.custom<(...args: readonly unknown[]) => unknown>((value) => typeof value === 'function')
const PortSchema = v.looseObject({ postMessage: isFunction, on: isFunction })

/** Electron's `process.parentPort`, which only a utility process has; null elsewhere. */
export function findParentPort(owner: NodeJS.Process): ParentPort | null {
  const port: unknown = Reflect.get(owner, 'parentPort')
  if (!v.is(PortSchema, port)) return null
  return {
    report: (report) => {
      port.postMessage(report)
    },
    onStop(listener) {
      port.on('message', (event: unknown) => {
        if (v.is(OrderEventSchema, event)) listener()
      })
      port.on('close', listener)
      owner.once('disconnect', listener)
    },
  }
}
