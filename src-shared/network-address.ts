/** Who can reach an address. Hosts are names or IP addresses, as in a URL or bare. */

/** Whether only programs on this very computer reach it. */
export function isLoopback(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '').replace(/^::ffff:/i, '')
  return address === 'localhost' || address === '::1' || /^127(\.\d{1,3}){3}$/.test(address)
}

/** Whether only devices of the same network reach it: RFC 1918's addresses, and the names of multicast DNS. */
export function isOfLocalNetwork(host: string): boolean {
  return host.endsWith('.local') || /^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\.[\d.]+$/.test(host)
}

/** Whether others on the way can read and change what goes to this origin: plain `http`, unless it stays in here. */
export function isOverheard(origin: string): boolean {
  const [, host] = /^http:\/\/(\[[^\]]*\]|[^:/]*)/i.exec(origin) ?? []
  return host !== undefined && !isLoopback(host)
}
