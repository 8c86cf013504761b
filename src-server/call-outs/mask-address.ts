import { addressMask } from '../../src-shared/call-out.ts'

/** Keeps the server's name, and masks the rest where there is any. */
export function maskAllButHost(address: string): string {
  const url = new URL(address)
  const isBare = url.pathname === '/' && url.search === '' && url.username === '' && url.password === ''
  return isBare ? address : `${url.protocol}//${url.host}/${addressMask}`
}

/** Masks the password and whatever looks like a token, so that the rest can still be read and compared. */
export function maskTokens(address: string): string {
  return address
    .replace(/^(\w+:\/\/[^/?#@]*?):[^/?#@]*@/, `$1:${addressMask}@`)
    .replace(/([?&][^=&#]*(?:token|key|secret|pass|pwd|auth|sig|code)[^=&#]*=)[^&#]+/gi, `$1${addressMask}`)
    .replace(longPart, (part) => (isToken(part) ? addressMask : part))
}

/** Long enough not to be guessed, as a step of a path or a value of a query. */
const longPart = /(?<=[/=])[\w.~%+-]{16,}(?=[/&#?]|$)/g

function isToken(part: string): boolean {
  return /\d/.test(part) && /[a-z]/i.test(part)
}
