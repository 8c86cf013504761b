import type { CutSocket } from './cut-off.ts'

/** The part of a Socket.IO socket that sends facts, typed by their names and payloads, and by which it is ended. */
export type FactSocket<Facts> = CutSocket & {
  readonly emit: <Name extends keyof Facts & string>(name: Name, payload: Facts[Name]) => unknown
  readonly disconnect: (isWholeConnection: boolean) => unknown
}
