/** What a PC needs to open a line: one key that can do nothing else on the relay. */
export type RelayAccess = {
  readonly host: string
  /** Of the relay's public port, where lines are told from visitors: they are no TLS. */
  readonly port: number
  /** The relay's public key as SSH writes it, in base64; a relay that shows another is not ours. */
  readonly hostKey: string
  readonly user: string
  /** In OpenSSH's or PEM format. */
  readonly privateKey: string
  /** The socket on the relay by which it reaches whoever holds the line. */
  readonly socketPath: string
}
