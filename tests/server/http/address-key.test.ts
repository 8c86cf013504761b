import { describe, expect, it } from 'vitest'
import { addressKey, networkOf } from '../../../src-server/http/address-key.ts'

describe('the key that an address is counted by, and its network', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7', '203.0.113.0/24'],
    ['203.0.113.255', '203.0.113.255', '203.0.113.0/24'],
    ['::ffff:203.0.113.7', '203.0.113.7', '203.0.113.0/24'],
    ['::ffff:cb00:7107', '203.0.113.7', '203.0.113.0/24'],
    ['2001:db8:1:2::7', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:0DB8:0001:0003:0::1', '2001:db8:1:3::/64', '2001:db8:1::/48'],
    ['2001:db8:2:2::7', '2001:db8:2:2::/64', '2001:db8:2::/48'],
    ['fe80::1%eth0', 'fe80::/64', 'fe80::/48'],
    ['192.168.1.30', '192.168.1.30', '192.168.1.0/24'],
    ['127.0.0.1', '127.0.0.1', null],
    ['127.8.9.1', '127.8.9.1', null],
    ['unknown', 'unknown', null],
    ['', '', null],
  ])('%s is %s of %s', (address, key, network) => {
    expect(addressKey(address)).toBe(key)
    expect(networkOf(key)).toBe(network)
  })

  it('of this machine by IPv6 tells nobody apart either', () => {
    expect(networkOf(addressKey('::1'))).toBeNull()
  })
})
