/**
 * An id of 128 bits for something that is made here. Not `randomUUID`: it is missing on a page without HTTPS, where a
 * desk in the company's own network may live.
 */
export function randomId(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return `${prefix}-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
