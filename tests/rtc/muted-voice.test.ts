import { describe, expect, test } from 'vitest'
import { createLocalMedia } from '../../src-rtc/local-media.ts'
import { watchMutedVoice } from '../../src-rtc/muted-voice.ts'
import { createVoiceGate } from '../../src-rtc/voice-gate.ts'
import { createFakeMediaAccess } from '../fakes/fake-media-access.ts'

async function openMicrophone() {
  const access = createFakeMediaAccess()
  const media = createLocalMedia(access)
  await media.open({ camera: null, microphone: { deviceId: '' } })
  const told: boolean[] = []
  const copies: MediaStreamTrack[] = []
  let level = 0.005
  const stop = watchMutedVoice({
    media,
    clock: access.fakeClock,
    openLevel(track) {
      copies.push(track)
      return { read: () => level, dispose: () => undefined }
    },
    onChanged: (isSpeaking) => told.push(isSpeaking),
  })
  const hear = (loudness: number, forMs: number): void => {
    level = loudness
    access.fakeClock.advance(forMs)
  }
  return { media, told, copies, stop, hear }
}

describe('a microphone that is off', () => {
  test('tells that somebody speaks into it, and that they have stopped', async () => {
    const { media, told, copies, hear } = await openMicrophone()
    hear(0.3, 1_000)
    expect([told, copies], 'one that is on is nobody’s business').toEqual([[], []])
    media.setMicrophoneOn(false)
    hear(0.005, 1_000)
    expect(told).toEqual([])
    hear(0.3, 500)
    expect(told).toEqual([true])
    hear(0.005, 5_000)
    expect(told).toEqual([true, false])
  })

  test('is heard by a copy that is on, and that goes when the microphone is on, closed or left', async () => {
    const { media, copies, stop } = await openMicrophone()
    const track = media.getTrack('microphone')
    const states = () => copies.map(({ enabled, readyState }) => [enabled, readyState])
    media.setMicrophoneOn(false)
    expect([states(), track?.enabled]).toEqual([[[true, 'live']], false])
    media.setMicrophoneOn(true)
    expect(states()).toEqual([[true, 'ended']])
    expect(track?.readyState).toBe('live')
    media.setMicrophoneOn(false)
    media.close()
    expect(states().at(-1)).toEqual([true, 'ended'])
    await media.open({ camera: null, microphone: { deviceId: '' } })
    media.setMicrophoneOn(false)
    stop()
    expect(states()).toEqual([
      [true, 'ended'],
      [true, 'ended'],
      [true, 'ended'],
    ])
  })
})

describe('speech', () => {
  const hears = (levels: readonly number[]): boolean => {
    const gate = createVoiceGate()
    return levels.reduce((is, level) => gate.hear(level) || is, false)
  }
  const times = (count: number, level: number): readonly number[] => Array.from({ length: count }, () => level)

  test.each([
    ['silence', times(100, 0.004), false],
    ['a lathe that runs on and on', times(100, 0.4), false],
    ['one knock on the desk', [...times(20, 0.004), 0.9, 0.5, ...times(20, 0.004)], false],
    ['somebody in a quiet room', [...times(20, 0.004), ...times(6, 0.2)], true],
    ['somebody beside a machine', [...times(50, 0.1), 0.5, 0.1, 0.6, 0.5, 0.5, 0.1], true],
  ])('is or is not: %s', (_what, levels, expected) => {
    expect(hears(levels)).toBe(expected)
  })
})
