import { BlockList, isIPv6, SocketAddress, type IPVersion } from 'node:net'
import { networkInterfaces } from 'node:os'

/** An address, or a network as `ADDRESS/PREFIX`; IPv4 or IPv6. */
export type Network = string

/** Where this very machine answers, for whoever opens it again. */
export const loopback: readonly Network[] = ['127.0.0.0/8', '::1']

/**
 * Where no call-out goes unless the operator has opened it: this machine itself, whoever shares its wire, whatever is
 * not one receiver, and the servers that hand out a cloud machine's credentials. Private networks stay open, because
 * lamps live there.
 */
const closedIpv4: readonly Network[] = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  // With 169.254.169.254, where most clouds keep the credentials.
  '169.254.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // The same of Alibaba Cloud, Azure and Oracle Cloud, outside link-local.
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
]
const closedIpv6: readonly Network[] = [
  // Unspecified, loopback, and the obsolete form of IPv4 addresses.
  '::/96',
  'fe80::/10',
  'ff00::/8',
  // Tunnels a packet to any IPv4 address.
  '2001::/32',
  // Credentials of AWS and Google Cloud.
  'fd00:ec2::254',
  'fd20:ce::254',
]

/**
 * For the `blockList` of a socket, which asks it for every address that it is about to connect to, after DNS. An address
 * of this machine on any network counts as its loopback: no firewall stands between the two.
 */
export function createClosedAddresses(opened: readonly Network[], listOwn = listOwnAddresses): BlockList {
  return new ClosedAddresses({
    closed: [...closedIpv4, ...closedIpv4.flatMap(translated), ...closedIpv6],
    opened,
    listOwn,
  })
}

function listOwnAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address))
}

type ClosedAddressesDeps = {
  readonly closed: readonly Network[]
  readonly opened: readonly Network[]
  readonly listOwn: () => readonly string[]
}

/** A class, because a socket takes nothing but a `BlockList`, and that has no exceptions of its own. */
class ClosedAddresses extends BlockList {
  readonly #opened = new BlockList()
  readonly #listOwn: () => readonly string[]

  constructor({ closed, opened, listOwn }: ClosedAddressesDeps) {
    super()
    this.#listOwn = listOwn
    for (const network of closed) add(this, network)
    for (const network of opened) add(this.#opened, network)
  }

  override check(address: SocketAddress | string, type: IPVersion = 'ipv4'): boolean {
    const asked = typeof address === 'string' ? new SocketAddress({ address, family: type }) : address
    if (this.#opened.check(asked)) return false
    return super.check(asked) || (this.#isOwn(asked) && !this.#opened.check('127.0.0.1'))
  }

  /** Asked anew each time, because a machine gets other addresses while it runs. */
  #isOwn(asked: SocketAddress): boolean {
    const own = new BlockList()
    for (const address of this.#listOwn()) add(own, address)
    return own.check(asked)
  }
}

function add(list: BlockList, network: Network): void {
  const [address = '', prefix] = network.split('/')
  const type = isIPv6(address) ? 'ipv6' : 'ipv4'
  if (prefix === undefined) list.addAddress(address, type)
  else list.addSubnet(address, Number(prefix), type)
}

/** As a NAT64 gateway and as 6to4 reach the same IPv4 network. `::ffff:…` needs no entry: a `BlockList` knows it. */
function translated(network: Network): readonly Network[] {
  const [address = '', prefix = '32'] = network.split('/')
  const bytes = address.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'))
  const [high, low] = [bytes.slice(0, 2).join(''), bytes.slice(2).join('')]
  return [`64:ff9b::${high}:${low}/${96 + Number(prefix)}`, `2002:${high}:${low}::/${16 + Number(prefix)}`]
}
