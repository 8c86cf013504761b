/** One setting, by the name of its environment variable, and how it is read. */
export type Variable<T> = {
  readonly name: string
  readonly allowed: string
  /** In words, what holds when it is not set. */
  readonly fallback: string
  /** Its value is not repeated where it is wrong. */
  readonly isSecret?: true
  /** Of a file or folder: one in the file of settings begins where that file lies. */
  readonly isPath?: true
  /** A list in the file of settings is JSON in the variable. */
  readonly isJson?: true
  /** Null when the value is not allowed. */
  readonly parse: (value: string) => T | null
}

/** Null when it is not set; throws an `InvalidVariable`. */
export function read<T>(variables: NodeJS.ProcessEnv, variable: Variable<T>): T | null {
  const value = variables[variable.name]
  if (value === undefined || value === '') return null
  const parsed = variable.parse(value)
  if (parsed === null) throw invalid(variable, value)
  return parsed
}

export class InvalidVariable extends Error {
  override readonly name = 'InvalidVariable'
  /** Its name. */
  readonly variable: string

  constructor(variable: string, message: string) {
    super(message)
    this.variable = variable
  }
}

export function invalid({ name, allowed, isSecret }: Variable<unknown>, value: string): InvalidVariable {
  return new InvalidVariable(name, isSecret ? `${name} must be ${allowed}.` : invalidVariable(name, value, allowed))
}

/** The one line for a variable whose value cannot be used. */
export function invalidVariable(name: string, value: string, allowed: string): string {
  return `${name} is ${JSON.stringify(value)}, but must be ${allowed}.`
}
