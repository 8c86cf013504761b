import { networkInterfaces } from 'node:os'

/** One address of one network interface, as `os.networkInterfaces` lists it. */
type InterfaceAddress = { readonly address: string; readonly family: string; readonly internal: boolean }

/**
 * Addresses by which other devices of the local network reach this machine, IPv4 before IPv6. Link-local ones are left
 * out, because they work only with the other device's interface name.
 */
export function listLanAddresses(
  interfaces: Readonly<Record<string, readonly InterfaceAddress[] | undefined>> = networkInterfaces(),
): readonly string[] {
  const all = Object.values(interfaces).flatMap((addresses) => addresses ?? [])
  const reachable = all.filter(({ address, internal }) => !internal && !/^(169\.254\.|fe[89ab])/i.test(address))
  const of = (family: string): readonly string[] =>
    reachable.filter((candidate) => candidate.family === family).map(({ address }) => address)
  return [...new Set([...of('IPv4'), ...of('IPv6')])]
}
