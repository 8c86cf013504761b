import * as v from 'valibot'

/** What the app is told. */
export type EmbeddedReport =
  | {
      readonly kind: 'ready'
      readonly url: string
      readonly visitorUrl: string
      readonly deskUrl: string
      readonly room: string
      readonly deskKey: string
      /** `https://ADDRESS:PORT`; empty while the server is not open to the local network. */
      readonly lanUrls: readonly string[]
    }
  | { readonly kind: 'failed'; readonly message: string }

/** The line to the app that started this process. */
export type ParentPort = {
  readonly report: (report: EmbeddedReport) => void
  /** The app asks to stop with `{kind: 'stop'}`, or is gone. */
  readonly onStop: (listener: () => void) => void
}

const StopSchema = v.object({ data: v.object({ kind: v.literal('stop') }) })

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
        if (v.is(StopSchema, event)) listener()
      })
      port.on('close', listener)
      owner.once('disconnect', listener)
    },
  }
}
