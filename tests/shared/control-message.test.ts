import { expect, test } from 'vitest'
import { readControlMessage } from '../../src-shared/control-message.ts'

const media = { kind: 'media', isMicrophoneOn: true, isCameraOn: false, isSharingScreen: false } as const

test.each([media, { ...media, isShowingPart: true }, { kind: 'beat' } as const])('%o is read', (message) => {
  expect(readControlMessage(JSON.stringify(message))).toEqual(message)
})

test.each([
  '',
  'no JSON',
  'null',
  '{"kind":"shout"}',
  '{"kind":"media","isMicrophoneOn":true}',
  JSON.stringify({ ...media, isCameraOn: 'yes' }),
  JSON.stringify({ kind: 'beat', padding: 'x'.repeat(1_000) }),
  new ArrayBuffer(8),
])('%j is not a control message', (data) => {
  expect(readControlMessage(data)).toBeNull()
})
