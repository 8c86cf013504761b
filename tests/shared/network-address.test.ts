import { expect, test } from 'vitest'
import { isLoopback, isOfLocalNetwork, isOverheard } from '../../src-shared/network-address.ts'

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['::1', true],
  ['[::1]', true],
  ['::ffff:127.0.0.1', true],
  ['::ffff:10.0.0.1', false],
  ['127.example.com', false],
  ['localhost.example.com', false],
  ['192.168.1.20', false],
  ['', false],
])('%j is this computer: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected)
})

test.each([
  ['192.168.1.20', true],
  ['10.1.2.3', true],
  ['172.16.0.1', true],
  ['172.32.0.1', false],
  ['reception.local', true],
  ['desk.example.jp', false],
  ['10.example.com', false],
])('%j is of the local network: %s', (host, expected) => {
  expect(isOfLocalNetwork(host)).toBe(expected)
})

test.each([
  ['https://desk.example.jp', false],
  ['http://desk.example.jp', true],
  ['http://192.168.1.20:5050', true],
  ['http://reception.local', true],
  ['http://localhost.example.com', true],
  ['HTTP://DESK.EXAMPLE.JP', true],
  ['http://localhost:5050', false],
  ['http://127.0.0.1:5050', false],
  ['http://[::1]:5050', false],
])('%j can be overheard: %s', (origin, expected) => {
  expect(isOverheard(origin)).toBe(expected)
})
