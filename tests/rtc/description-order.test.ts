import { expect, test } from 'vitest'
import { hasUsernameFragment, readDescriptionVersion } from '../../src-rtc/description-order.ts'

test.each([
  { sdp: 'v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\n', version: 2n, from: 'Chromium and Safari' },
  { sdp: 'v=0\r\no=mozilla...THIS_IS_SDPARTA-99.0 49 7 IN IP4 0.0.0.0\r\n', version: 7n, from: 'Firefox' },
  { sdp: 'o=- 1 18446744073709551615 IN IP4 0.0.0.0\n', version: 18446744073709551615n, from: 'a server' },
  { sdp: '', version: null, from: 'nobody' },
])('reads the version that $from writes', ({ sdp, version }) => {
  expect(readDescriptionVersion(sdp)).toBe(version)
})

test('tells the candidates of a description by their credentials', () => {
  const sdp = 'm=audio 9 RTP/SAVPF 111\r\na=ice-ufrag:abcd\r\na=ice-pwd:x\r\n'
  expect(hasUsernameFragment(sdp, 'abcd')).toBe(true)
  expect(hasUsernameFragment(sdp, 'abc')).toBe(false)
})
