import type { CallOutFailure } from '../../src-shared/call-out.ts'

/** Why a receiver got nothing, where the code that asked it knows. The message is for the log alone. */
export class CallOutFault extends Error {
  override readonly name = 'CallOutFault'

  readonly reason: CallOutFailure

  constructor(reason: CallOutFailure, message: string) {
    super(message)
    this.reason = reason
  }
}

/** What a desk may know of a failure: a few words of ours, never one of the receiver's. */
export function reasonFor(cause: unknown): CallOutFailure {
  const causes = flatten(cause)
  const told = causes.find((one) => one instanceof CallOutFault)
  if (told) return told.reason
  // A name may have several addresses; a closed one says least of why the others failed.
  const reasons = causes.map(reasonOfCode)
  return reasons.find((reason) => reason !== 'not-allowed' && reason !== 'failed') ?? reasons[0] ?? 'failed'
}

/** For the log: what really happened, on one line, without what is secret. */
export function detailFor(cause: unknown, secrets: readonly string[]): string {
  const words = flatten(cause)
    .map((one) => (one instanceof Error ? one.message : String(one)))
    .join('; ')
  return maskIn(words, secrets).slice(0, detailLength)
}

export function maskIn(text: string, secrets: readonly string[]): string {
  const masked = secrets
    .filter((secret) => secret !== '')
    .reduce((rest, secret) => rest.replaceAll(secret, '***').replaceAll(encodeURIComponent(secret), '***'), text)
  return masked.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
}

const detailLength = 300

/** If a name's connection failed, the reasons are in the errors of its addresses. */
function flatten(cause: unknown): readonly unknown[] {
  return cause instanceof AggregateError && cause.errors.length > 0 ? cause.errors.flatMap(flatten) : [cause]
}

/** Codes of Node, of its TLS and of nodemailer; docs/protocol.md §12 says what each reason means. */
const reasons: readonly (readonly [RegExp, CallOutFailure])[] = [
  [/^ERR_IP_BLOCKED$/, 'not-allowed'],
  [/^(ENOTFOUND|EAI_\w+|EDNS)$/, 'unknown-host'],
  [/^ECONNREFUSED$/, 'refused'],
  [/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET|EPIPE|ECONNABORTED|ECONNECTION)$/, 'no-answer'],
  [
    /^(ETLS|EPROTO|ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_\w+|\w+_ISSUER_\w+)$/,
    'not-secure',
  ],
  [/^(EAUTH|ENOAUTH|EOAUTH2)$/, 'wrong-password'],
  [/^(EENVELOPE|EMESSAGE|ESTREAM|EPROTOCOL)$/, 'not-accepted'],
]

function reasonOfCode(cause: unknown): CallOutFailure {
  if (typeof cause !== 'object' || cause === null) return 'failed'
  // Nodemailer puts a code of its own over the system's.
  const code = String(Reflect.get(cause, 'originalCode') ?? Reflect.get(cause, 'code'))
  const known = reasons.find(([pattern]) => pattern.test(code))?.[1]
  const inner: unknown = Reflect.get(cause, 'cause')
  return known ?? (inner === undefined ? 'failed' : reasonFor(inner))
}
