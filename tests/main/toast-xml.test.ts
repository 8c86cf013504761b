import * as v from 'valibot'
import { expect, test } from 'vitest'
import { parseToastPress } from '../../src-main/alerts/native-alerts.ts'
import { toastXml } from '../../src-main/alerts/toast-xml.ts'
import { KnockIdSchema } from '../../src-shared/ids.ts'

const knockId = v.parse(KnockIdSchema, 'k-1_A')
const plain = { knockId, title: 'Knock: Ana', body: 'Body', admit: 'Admit', deny: 'Deny' }

/** The text of an attribute or element as an XML parser would hand it on. */
const decode = (text: string): string =>
  text.replace(/&(?:#(\d+);)?/g, (reference, code: string | undefined) => {
    if (code === undefined) throw new Error(`Not XML: a bare & in ${reference}${text}`)
    return String.fromCharCode(Number(code))
  })
const attributes = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`${name}="([^"]*)"`, 'g'))].map((match) => decode(match[1] ?? ''))

test('stays open, is silent, and has two styled buttons', () => {
  const xml = toastXml(plain)
  expect(xml).toContain('scenario="incomingCall"')
  expect(xml).toContain('<audio silent="true"/>')
  expect(attributes(xml, 'content')).toEqual(['Admit', 'Deny'])
  expect(attributes(xml, 'hint-buttonStyle')).toEqual(['Success', 'Critical'])
  expect(attributes(xml, 'activationType')).toEqual(['foreground', 'foreground'])
})

test('its presses come back as what they were', () => {
  const xml = toastXml(plain)
  const [launch = ''] = attributes(xml, 'launch')
  const [admit = '', deny = ''] = attributes(xml, ' arguments')
  expect(launch).toBe('type=click&tag=k-1_A')
  expect(admit).toBe('type=action&action=0&tag=k-1_A')
  expect(parseToastPress({ type: 'click', arguments: launch })).toEqual({ kind: 'open' })
  expect(parseToastPress({ type: 'action', arguments: admit, actionIndex: 0 })).toEqual({ kind: 'admit', knockId })
  expect(parseToastPress({ type: 'action', arguments: deny, actionIndex: 1 })).toEqual({ kind: 'deny', knockId })
})

test.each([
  { type: 'action', arguments: 'type=action&action=0&tag=', actionIndex: 0 },
  { type: 'action', arguments: 'type=action&action=0', actionIndex: 0 },
  { type: 'action', arguments: 'type=action&action=0&tag=../x', actionIndex: 0 },
  { type: 'action', arguments: 'type=action&action=2&tag=k1', actionIndex: 2 },
  { type: 'action', arguments: 'type=action&action=0&tag=k1' },
  { type: 'reply', arguments: 'type=reply&tag=k1' },
])('takes %o for nothing', (press) => {
  expect(parseToastPress(press)).toBeNull()
})

test('a name cannot break out of its place', () => {
  const title = `</text><action content="x" arguments='type=action'/>&amp;"\u0000\u0008\uD800`
  const xml = toastXml({ ...plain, title })
  expect(xml.match(/<action /g)).toHaveLength(2)
  const shown = /<text>([^<]*)<\/text>/.exec(xml)?.[1] ?? ''
  expect(decode(shown)).toBe(`</text><action content="x" arguments='type=action'/>&amp;"  \uFFFD`)
})
