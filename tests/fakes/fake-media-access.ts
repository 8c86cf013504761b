import type { MediaAccess } from '../../src-rtc/media-access.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'

/** Plain Node has no media; these behave as W3C Media Capture says, as far as local media looks. */
class FakeTrack extends EventTarget implements MediaStreamTrack {
  contentHint = ''
  enabled = true
  readonly id = crypto.randomUUID()
  readonly kind: string
  readonly label: string
  readonly muted = false
  readyState: MediaStreamTrackState = 'live'
  onended = null
  onmute = null
  onunmute = null
  readonly #settings: MediaTrackSettings

  constructor(kind: 'audio' | 'video', device: { readonly label: string; readonly settings: MediaTrackSettings }) {
    super()
    this.kind = kind
    this.label = device.label
    this.#settings = device.settings
  }

  getSettings(): MediaTrackSettings {
    return this.#settings
  }
  stop(): void {
    this.readyState = 'ended'
  }
  applyConstraints(): Promise<void> {
    return Promise.resolve()
  }
  clone(): MediaStreamTrack {
    return new FakeTrack(this.kind === 'audio' ? 'audio' : 'video', { label: this.label, settings: this.#settings })
  }
  getCapabilities(): MediaTrackCapabilities {
    return {}
  }
  getConstraints(): MediaTrackConstraints {
    return {}
  }

  /** What the browser does when the device goes away. */
  endByItself(): void {
    this.readyState = 'ended'
    this.dispatchEvent(new Event('ended'))
  }
}

class FakeStream extends EventTarget implements MediaStream {
  readonly id = crypto.randomUUID()
  onaddtrack = null
  onremovetrack = null
  readonly #tracks: Set<MediaStreamTrack>

  constructor(tracks: readonly MediaStreamTrack[] = []) {
    super()
    this.#tracks = new Set(tracks)
  }

  get active(): boolean {
    return this.getTracks().some(({ readyState }) => readyState === 'live')
  }
  addTrack(track: MediaStreamTrack): void {
    this.#tracks.add(track)
  }
  removeTrack(track: MediaStreamTrack): void {
    this.#tracks.delete(track)
  }
  getTracks(): MediaStreamTrack[] {
    return Array.from(this.#tracks)
  }
  getAudioTracks(): MediaStreamTrack[] {
    return this.getTracks().filter(({ kind }) => kind === 'audio')
  }
  getVideoTracks(): MediaStreamTrack[] {
    return this.getTracks().filter(({ kind }) => kind === 'video')
  }
  getTrackById(id: string): MediaStreamTrack | null {
    return this.getTracks().find((track) => track.id === id) ?? null
  }
  clone(): MediaStream {
    return new FakeStream(this.getTracks())
  }
}

export type FakeDevice = {
  readonly kind: 'videoinput' | 'audioinput' | 'audiooutput'
  readonly deviceId: string
  readonly label: string
  readonly facingMode?: 'user' | 'environment'
}

export type FakeMediaAccess = MediaAccess & {
  readonly fakeClock: FakeClock
  /** Unplugs and plugs in, and says so. */
  setDevices: (devices: readonly FakeDevice[]) => void
  /** What `getUserMedia` does with these ids, by the name of the error. Null heals. */
  setFault: (deviceId: string, error: string | null) => void
  setPermissions: (states: { readonly camera: PermissionState; readonly microphone: PermissionState } | null) => void
  /** What the picker answers next: a label, or the name of the error. */
  setPicker: (answer: { readonly label: string } | { readonly error: string; readonly message?: string }) => void
  /** Every prompt, as the kinds that it asked for. */
  readonly prompts: readonly string[]
  /** Every prompt, as it was put. */
  readonly asked: readonly MediaStreamConstraints[]
  readonly displayOptions: readonly (DisplayMediaStreamOptions | undefined)[]
  /** Tracks that were handed out and are not stopped: the lamps. */
  liveTracks: () => readonly FakeTrack[]
  /** Keeps `getUserMedia` waiting for the person until the answer is called. */
  holdPrompts: () => () => void
}

export const twoOfEach: readonly FakeDevice[] = [
  { kind: 'videoinput', deviceId: 'front', label: 'Front camera', facingMode: 'user' },
  { kind: 'videoinput', deviceId: 'back', label: 'Back camera', facingMode: 'environment' },
  { kind: 'audioinput', deviceId: 'default', label: 'Default' },
  { kind: 'audioinput', deviceId: 'desk-mic', label: 'Desk microphone' },
  { kind: 'audioinput', deviceId: 'headset', label: 'Headset' },
  { kind: 'audiooutput', deviceId: 'speaker', label: 'Loudspeaker' },
]

/** A phone has no `getDisplayMedia`. */
export function createFakeMediaAccess(options: { readonly isPhone?: boolean } = {}): FakeMediaAccess {
  const fakeClock = createFakeClock()
  const events = new EventTarget()
  const faults = new Map<string, string>()
  const handedOut: FakeTrack[] = []
  const prompts: string[] = []
  const asked: MediaStreamConstraints[] = []
  const displayOptions: (DisplayMediaStreamOptions | undefined)[] = []
  let permissions: Record<'camera' | 'microphone', PermissionState> | null = null
  let devices = twoOfEach
  let picker: Parameters<FakeMediaAccess['setPicker']>[0] = { label: 'screen:0' }
  let gate: Promise<void> = Promise.resolve()

  function pick(kind: FakeDevice['kind'], constraints: boolean | MediaTrackConstraints | undefined): FakeDevice | null {
    if (!constraints) return null
    const wanted = typeof constraints === 'object' ? constraints : {}
    const present = devices.filter((device) => device.kind === kind)
    if (present.length === 0) throw new DOMException('none', 'NotFoundError')
    const fits = (device: FakeDevice, how: 'exact' | 'ideal'): boolean =>
      [
        [wanted.deviceId, device.deviceId],
        [wanted.facingMode, device.facingMode],
      ].every(([constraint, value]) => {
        if (typeof constraint !== 'object' || Array.isArray(constraint)) return true
        const required = Object.entries(constraint).find(([name]) => name === how)?.[1]
        return required === undefined || required === value
      })
    const allowed = present.filter((device) => fits(device, 'exact'))
    const chosen = allowed.find((device) => fits(device, 'ideal')) ?? allowed[0]
    if (!chosen) throw new DOMException('none fits', 'OverconstrainedError')
    const fault = faults.get(chosen.deviceId)
    if (fault) throw new DOMException('fault', fault)
    return chosen
  }

  function handOut(device: FakeDevice): FakeTrack {
    const { deviceId, facingMode, label } = device
    const settings = { deviceId, ...(facingMode ? { facingMode } : {}) }
    const track = new FakeTrack(device.kind === 'videoinput' ? 'video' : 'audio', { label, settings })
    handedOut.push(track)
    return track
  }

  async function getUserMedia(constraints: MediaStreamConstraints = {}): Promise<MediaStream> {
    asked.push(constraints)
    prompts.push([constraints.video && 'camera', constraints.audio && 'microphone'].filter(Boolean).join('+'))
    await gate
    const chosen = [pick('videoinput', constraints.video), pick('audioinput', constraints.audio)]
    return new FakeStream(chosen.filter((device) => device !== null).map(handOut))
  }

  async function getDisplayMedia(given?: DisplayMediaStreamOptions): Promise<MediaStream> {
    displayOptions.push(given)
    await gate
    if ('error' in picker) throw new DOMException(picker.message ?? 'no', picker.error)
    const track = new FakeTrack('video', { label: picker.label, settings: {} })
    handedOut.push(track)
    return new FakeStream([track])
  }

  return {
    fakeClock,
    clock: fakeClock,
    devices: {
      getUserMedia,
      ...(options.isPhone ? {} : { getDisplayMedia }),
      enumerateDevices: () =>
        Promise.resolve(
          devices.map((device) => ({
            kind: device.kind,
            deviceId: device.deviceId,
            label: device.label,
            groupId: '',
            toJSON: () => device,
          })),
        ),
      addEventListener: events.addEventListener.bind(events),
      removeEventListener: events.removeEventListener.bind(events),
    },
    queryPermission: (kind) => Promise.resolve(permissions?.[kind] ?? null),
    createStream: () => new FakeStream(),
    setDevices(next) {
      devices = next
      events.dispatchEvent(new Event('devicechange'))
    },
    setFault(deviceId, error) {
      if (error === null) faults.delete(deviceId)
      else faults.set(deviceId, error)
    },
    setPermissions(states) {
      permissions = states
    },
    setPicker(answer) {
      picker = answer
    },
    prompts,
    asked,
    displayOptions,
    liveTracks: () => handedOut.filter(({ readyState }) => readyState === 'live'),
    holdPrompts() {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return resolve
    },
  }
}
