import { expect, test } from 'vitest'
import { readPairingSecret, splitPairingUrl } from '../../src-shared/pairing.ts'

const key = 'k'.repeat(43)
const code = 'c'.repeat(43)

test.each([
  [`front-desk.${key}`, { kind: 'outdated' }],
  [`front-desk.pair.${code}`, { kind: 'code', link: { room: 'front-desk', code } }],
  ['front-desk.pair.short', { kind: 'malformed' }],
  ['front-desk.pair', { kind: 'malformed' }],
  ['front-desk.short', { kind: 'malformed' }],
  ['Front Desk.x', { kind: 'malformed' }],
  ['settings', null],
  ['', null],
] as const)('what a link carries: %s', (secret, found) => {
  expect(readPairingSecret(secret)).toEqual(found)
})

test.each([
  [`https://desk.example.jp/desk#front-desk.${key}`, { url: 'https://desk.example.jp', secret: `front-desk.${key}` }],
  [` http://127.0.0.1:5050/desk#shop.pair.${code}\n`, { url: 'http://127.0.0.1:5050', secret: `shop.pair.${code}` }],
  ['https://desk.example.jp', null],
  [`https://desk.example.jp/front-desk#${key}`, null],
  ['', null],
] as const)('a whole link taken apart: %s', (text, parts) => {
  expect(splitPairingUrl(text)).toEqual(parts)
})
