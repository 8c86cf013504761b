import * as v from 'valibot'
import { createListeners } from '../../src-shared/listeners.ts'
import { EmbeddedOrderSchema, type EmbeddedOrder, type EmbeddedReport } from '../../src-shared/embedded-server.ts'

/** The channel to the app that started this process. */
export type ParentPort = {
  readonly report: (report: EmbeddedReport) => void
  /** What the app gives it to start with; null if it is told to stop before. */
  readonly started: Promise<StartOrder | null>
  /** The app asks it to stop, or is gone. */
  readonly onStop: (listener: () => void) => void
}

export type StartOrder = Extract<EmbeddedOrder, { readonly kind: 'start' }>

/** As Electron hands a message to a utility process. */
const OrderEventSchema = v.object({ data: EmbeddedOrderSchema })

const isFunction = v.custom<(...args: readonly unknown[]) => unknown>((value) => typeof value === 'function')
const PortSchema = v.looseObject({ postMessage: isFunction, on: isFunction })

/** Electron's `process.parentPort`, which only a utility process has; null elsewhere. */
export function findParentPort(owner: NodeJS.Process): ParentPort | null {
  const port: unknown = Reflect.get(owner, 'parentPort')
  if (!v.is(PortSchema, port)) return null
  const orders = createListeners<EmbeddedOrder>()
  const started = new Promise<StartOrder | null>((resolve) => {
    orders.add((order) => resolve(order.kind === 'start' ? order : null))
  })
  // Electron keeps what the app has said until somebody listens.
  port.on('message', (event: unknown) => {
    const parsed = v.safeParse(OrderEventSchema, event)
    if (parsed.success) orders.tell(parsed.output.data)
  })
  const stop = (): void => orders.tell({ kind: 'stop' })
  port.on('close', stop)
  owner.once('disconnect', stop)
  return {
    report: (report) => {
      port.postMessage(report)
    },
    started,
    onStop(listener) {
      orders.add(({ kind }) => {
        if (kind === 'stop') listener()
      })
    },
  }
}
