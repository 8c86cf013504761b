/** The little of a Socket.IO socket that it takes to tell somebody facts, by the facts' names and payloads. */
export type FactSocket<Facts> = {
  readonly emit: <Name extends keyof Facts & string>(name: Name, payload: Facts[Name]) => unknown
  readonly disconnect: (isWholeConnection: boolean) => unknown
}
