/** The part of a Socket.IO socket that sends facts, typed by their names and payloads. */
export type FactSocket<Facts> = {
  readonly emit: <Name extends keyof Facts & string>(name: Name, payload: Facts[Name]) => unknown
  readonly disconnect: (isWholeConnection: boolean) => unknown
}
