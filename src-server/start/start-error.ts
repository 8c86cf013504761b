/** The room server cannot start, and a person can do something about it: the message is the sentence for them. */
export class StartError extends Error {
  override readonly name = 'StartError'
  readonly code: StartErrorCode

  constructor(code: StartErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

export type StartErrorCode =
  | 'port-taken'
  | 'port-forbidden'
  | 'host-unusable'
  | 'data-folder-unusable'
  | 'certificate-unusable'
  | 'secret-unusable'
