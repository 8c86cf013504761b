import { expect, test } from 'vitest'
import { cameraTaste, orderCodecs, screenTaste } from '../../src-rtc/codec-order.ts'

const codecs = ['VP8', 'rtx', 'VP9', 'H264', 'AV1', 'H264', 'ulpfec'].map((name, index) => ({
  mimeType: `video/${name}`,
  index,
}))
const names = (ordered: typeof codecs): string[] => ordered.map(({ mimeType, index }) => `${mimeType.slice(6)}${index}`)

test('a screen is AV1 first and VP9 last, and loses no codec', () => {
  expect(names(orderCodecs(codecs, screenTaste))).toEqual(['AV14', 'VP80', 'H2643', 'H2645', 'rtx1', 'ulpfec6', 'VP92'])
})

test('a camera is VP8 first, and the browser orders the rest', () => {
  expect(names(orderCodecs(codecs, cameraTaste))).toEqual(['VP80', 'rtx1', 'VP92', 'H2643', 'AV14', 'H2645', 'ulpfec6'])
})
