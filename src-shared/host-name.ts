/**
 * Whether a name server can hold it, and it has a dot: small letters, digits and hyphens (RFC 1123). Numbers alone are an
 * address.
 */
export function isHostName(text: string): boolean {
  const isName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/.test(text)
  return isName && text.length <= 253 && !/^[\d.]+$/.test(text)
}

/** Four numbers up to 255, as `203.0.113.10`. */
export function isIpv4Address(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
}

/** What customers can open by a relay: a name of their own, or the server's address where there is none. */
export function isHostNameOrAddress(text: string): boolean {
  return isHostName(text) || isIpv4Address(text)
}
