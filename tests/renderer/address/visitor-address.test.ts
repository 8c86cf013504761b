import { describe, expect, it } from 'vitest'
import { visitorAddress } from '../../../src-renderer/address/visitor-address.ts'

const lanUrl = 'https://192.168.0.5:5443/front-desk'

describe('the address for visitors', () => {
  it.each([
    ['http://localhost:5050/front-desk', null, 'http://localhost:5050/front-desk', 'this-computer'],
    ['http://127.0.0.1:5050/front-desk', null, 'http://127.0.0.1:5050/front-desk', 'this-computer'],
    ['http://[::1]:5050/front-desk', null, 'http://[::1]:5050/front-desk', 'this-computer'],
    ['http://localhost:5050/front-desk', lanUrl, lanUrl, 'local-network'],
    [lanUrl, null, lanUrl, 'local-network'],
    ['https://172.16.0.1/front-desk', null, 'https://172.16.0.1/front-desk', 'local-network'],
    ['https://reception.local/front-desk', null, 'https://reception.local/front-desk', 'local-network'],
    ['https://172.32.0.1/front-desk', null, 'https://172.32.0.1/front-desk', 'everywhere'],
    ['https://10.example.jp/front-desk', null, 'https://10.example.jp/front-desk', 'everywhere'],
    ['https://desk.example.jp/front-desk', lanUrl, 'https://desk.example.jp/front-desk', 'everywhere'],
  ] as const)('of %s with the network at %s is %s, for %s', (...[visitorUrl, lan, url, reach]) => {
    expect(visitorAddress({ visitorUrl, lanUrl: lan, publicUrl: null })).toEqual({ url, reach })
  })

  it('is what the operator has set, wherever the desk reached the server', () => {
    const publicUrl = 'https://desk.example.jp/front-desk'
    expect(visitorAddress({ visitorUrl: 'http://localhost:5050/front-desk', lanUrl, publicUrl })).toEqual({
      url: publicUrl,
      reach: 'everywhere',
    })
  })

  it('is unknown before the server is', () => {
    expect(visitorAddress({ visitorUrl: null, lanUrl: null, publicUrl: null })).toBeNull()
  })
})
