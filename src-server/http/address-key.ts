import ipaddr from 'ipaddr.js'

/** What one visitor can be counted by: an IPv4 address, or the /64 of an IPv6 address, all of which one device has. */
export function addressKey(address: string): string {
  const [withoutZone = ''] = address.split('%')
  if (!ipaddr.isValid(withoutZone)) return address
  const parsed = ipaddr.process(withoutZone)
  const isShared = parsed.kind() === 'ipv6' && parsed.range() !== 'loopback'
  return isShared ? networkText(parsed, 64) : parsed.toString()
}

/**
 * The network that a key belongs to, whose neighbours one attacker may have as well: /24 of IPv4, /48 of IPv6. Null for
 * this machine and for what is no address: a tunnel may stand there, behind which nobody can be told apart.
 */
export function networkOf(key: string): string | null {
  const [address = ''] = key.split('/')
  if (!ipaddr.isValid(address)) return null
  const parsed = ipaddr.process(address)
  if (parsed.range() === 'loopback') return null
  return networkText(parsed, parsed.kind() === 'ipv6' ? 48 : 24)
}

function networkText(address: ipaddr.IPv4 | ipaddr.IPv6, prefix: number): string {
  const kind = address.kind() === 'ipv6' ? ipaddr.IPv6 : ipaddr.IPv4
  return `${kind.networkAddressFromCIDR(`${address.toString()}/${prefix}`).toString()}/${prefix}`
}
