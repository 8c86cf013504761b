import type { CallId } from '../../src-shared/ids.ts'
import type { Signal } from '../../src-shared/call.ts'
import { createClock } from '../../src-shared/clock.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import { createCallLink } from '../../src-rtc/call-link.ts'
import { createLocalMedia } from '../../src-rtc/local-media.ts'
import { openPracticePicture } from './practice-picture.ts'
import { openPracticeVoice } from './practice-voice.ts'

export type PracticeVisitorOptions = {
  readonly callId: CallId
  readonly sendSignal: (signal: Signal) => void
  readonly onSignal: (listener: (signal: Signal) => void) => Unsubscribe
  readonly log: (message: string, detail?: unknown) => void
}

export type PracticeVisitor = { readonly dispose: () => void }

/**
 * The visitor of a practice call: a peer like every other, with a drawn picture and a made voice where others have a
 * camera and a microphone.
 */
export function createPracticeVisitor(options: PracticeVisitorOptions): PracticeVisitor {
  const picture = openPracticePicture()
  const voice = openPracticeVoice()
  const none = (): void => undefined
  const media = createLocalMedia({
    devices: {
      // Media take over the tracks that they asked for, and stop them.
      getUserMedia: (wanted) =>
        Promise.resolve(
          new MediaStream([
            ...(wanted?.video ? picture.stream.getVideoTracks() : []),
            ...(wanted?.audio ? voice.stream.getAudioTracks() : []),
          ]),
        ),
      enumerateDevices: () => Promise.resolve([]),
      addEventListener: none,
      removeEventListener: none,
    },
    queryPermission: () => Promise.resolve('granted'),
    createStream: () => new MediaStream(),
    clock: createClock(globalThis),
  })
  void media.open({ camera: { deviceId: '' }, microphone: { deviceId: '' } })
  const link = createCallLink({ ...options, role: 'visitor', getIceServers: () => [], media, isRejoining: false })
  return {
    dispose() {
      link.dispose()
      media.dispose()
      picture.dispose()
      voice.dispose()
    },
  }
}
