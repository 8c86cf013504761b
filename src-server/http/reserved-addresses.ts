/** Paths of the server's own, which no room may have as its address. */
export const reservedAddresses: readonly string[] = ['desk', 'healthz', 'readyz', 'assets', 'socket.io']

export function isReserved(address: string): boolean {
  return reservedAddresses.includes(address)
}
