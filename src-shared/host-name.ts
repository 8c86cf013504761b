/** Whether a name server can hold it, and it has a dot: small letters, digits and hyphens (RFC 1123). */
export function isHostName(text: string): boolean {
  return text.length <= 253 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/.test(text)
}
