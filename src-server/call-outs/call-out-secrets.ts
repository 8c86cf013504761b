import type { CallOut } from '../../src-shared/call-out.ts'
import { assertNever } from '../../src-shared/result.ts'

/** As desks may see it. */
export function withoutSecret(callOut: CallOut): CallOut {
  return withSecret(callOut, '')
}

/**
 * An empty secret stands for the one there was. A password goes only to the server that it was given for: whoever may
 * name another server must not get it sent there.
 */
export function withKeptSecret(callOut: CallOut, before: CallOut | undefined): CallOut {
  if (!before || secretOf(callOut) !== '') return callOut
  return destinationOf(callOut) === destinationOf(before) ? withSecret(callOut, secretOf(before)) : callOut
}

function secretOf(callOut: CallOut): string {
  switch (callOut.kind) {
    case 'signal-tower':
      return ''
    case 'webhook':
      return callOut.secret
    case 'mqtt':
    case 'mail':
      return callOut.password
    default:
      return assertNever(callOut)
  }
}

function withSecret(callOut: CallOut, secret: string): CallOut {
  switch (callOut.kind) {
    case 'signal-tower':
      return callOut
    case 'webhook':
      return { ...callOut, secret }
    case 'mqtt':
    case 'mail':
      return { ...callOut, password: secret }
    default:
      return assertNever(callOut)
  }
}

/** Where its secret is sent. A webhook's never is: it only signs. */
function destinationOf(callOut: CallOut): string {
  switch (callOut.kind) {
    case 'signal-tower':
    case 'webhook':
      return callOut.kind
    case 'mqtt':
      return `mqtt ${callOut.url}`
    case 'mail':
      // Without encryption anybody on the way could read it.
      return `mail ${callOut.host} ${callOut.port} ${callOut.security}`
    default:
      return assertNever(callOut)
  }
}
