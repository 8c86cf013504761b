import { expect, test } from 'vitest'
import { isLoopback, isOfLocalNetwork } from '../../src-shared/network-address.ts'

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
