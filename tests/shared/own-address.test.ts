import { expect, test } from 'vitest'
import { originIn } from '../../src-shared/own-address.ts'

test.each([
  ['https://desk.example.jp', 'https://desk.example.jp'],
  [' desk.example.jp ', 'https://desk.example.jp'],
  ['HTTPS://Desk.Example.JP/front-desk?x#y', 'https://desk.example.jp'],
  ['https://pc.tail1.ts.net:8443/', 'https://pc.tail1.ts.net:8443'],
  ['https://desk.example.jp:443', 'https://desk.example.jp'],
  // Browsers give no page there camera and microphone.
  ['http://desk.example.jp', null],
  ['https://user:word@desk.example.jp', null],
  ['https://desk', null],
  ['https://desk.example.jp:99999', null],
  ['https://192.0.2.1', 'https://192.0.2.1'],
  ['https://-x.example.jp', null],
  ['javascript:alert(1)', null],
  ['', null],
])('in %o is the origin %o', (...[text, origin]) => {
  expect(originIn(text)).toBe(origin)
})
