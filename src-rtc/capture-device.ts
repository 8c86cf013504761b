import type { Unsubscribe } from '../src-shared/unsubscribe.ts'
import { captureConstraints, preferredSource, type CaptureKind, type CaptureSource } from './capture-source.ts'
import { toDeviceProblem, type DeviceProblem } from './device-problem.ts'
import type { MediaAccess } from './media-access.ts'
import type { Queue } from './queue.ts'

export type DeviceState =
  /** Not asked for yet. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'opening' }
  /** Available. A camera that has been off for a while is released, so that its light goes off, and stays `open`. */
  | { readonly kind: 'open'; readonly deviceId: string; readonly label: string }
  | { readonly kind: 'unavailable'; readonly problem: DeviceProblem }

/** `kept`: the new device failed, so the old one goes on. `lost`: neither can be had; the state says why. */
export type SwitchOutcome = 'switched' | 'kept' | 'lost'

/** One camera or one microphone of this side: which device it is, whether it is on, and its track. */
export type CaptureDevice = {
  readonly kind: CaptureKind
  getState: () => DeviceState
  isOn: () => boolean
  getTrack: () => MediaStreamTrack | null
  /** It shows a part, not a face. */
  isOnPart: () => boolean
  /** Says that somebody is asking for this device now, alone or together with another one. */
  begin: (source: CaptureSource) => Opening
  setOn: (isOn: boolean) => void
  /** Takes the first source that can be had. Must be called in turn. */
  switchTo: (sources: readonly CaptureSource[]) => Promise<SwitchOutcome>
  /** Looks whether its own device is still among those that there are. */
  checkAgainst: (devices: readonly MediaDeviceInfo[]) => void
  close: () => void
}

/** How an attempt to open a device goes on. After `close()` a track that still comes is stopped. */
export type Opening = {
  readonly constraints: MediaTrackConstraints
  succeed: (track: MediaStreamTrack | undefined) => void
  fail: (problem: DeviceProblem) => void
}

export type CaptureDeviceOptions = {
  readonly kind: CaptureKind
  readonly access: MediaAccess
  readonly inTurn: Queue
  /** Phones cannot open a second camera or microphone beside the first. */
  readonly mustStopFirst: boolean
  readonly onChanged: () => void
}

/** How long a camera that was turned off stays open: long enough for a short pause; then its light goes off. */
export const cameraReleaseMs = 5_000

export function createCaptureDevice(options: CaptureDeviceOptions): CaptureDevice {
  const { kind, access, inTurn, onChanged } = options
  let state: DeviceState = { kind: 'closed' }
  let isOn = true
  let track: MediaStreamTrack | null = null
  let source: CaptureSource = { kind: 'default' }
  let openings = 0
  let wasTakenAway = false
  let cancelRelease: Unsubscribe = () => {}

  function begin(wanted: CaptureSource): Opening {
    const opening = ++openings
    source = wanted
    change({ kind: 'opening' })
    return {
      constraints: captureConstraints(kind, wanted),
      succeed(opened) {
        if (opening !== openings) opened?.stop()
        else if (opened) adopt(opened)
        else change({ kind: 'unavailable', problem: 'missing' })
      },
      fail(problem) {
        if (opening === openings) change({ kind: 'unavailable', problem })
      },
    }
  }

  async function reopen(wanted: CaptureSource): Promise<void> {
    if (track || state.kind === 'closed') return
    const opening = begin(wanted)
    try {
      opening.succeed(await capture(wanted))
    } catch (error) {
      opening.fail(toDeviceProblem(error))
    }
  }

  async function capture(wanted: CaptureSource): Promise<MediaStreamTrack | undefined> {
    const constraints = captureConstraints(kind, wanted)
    const stream = await access.devices?.getUserMedia(
      kind === 'camera' ? { video: constraints } : { audio: constraints },
    )
    return stream?.getTracks()[0]
  }

  function adopt(opened: MediaStreamTrack): void {
    track = opened
    wasTakenAway = false
    opened.enabled = isOn
    if (source.kind === 'part') opened.contentHint = 'detail'
    opened.addEventListener('ended', recover, { once: true })
    if (!isOn) releaseSoon()
    change(describe(opened))
  }

  function drop(): void {
    cancelRelease()
    track?.removeEventListener('ended', recover)
    track?.stop()
    track = null
  }

  /** The device was unplugged, taken by the system, or its permission withdrawn: whatever is the default now. */
  function recover(): void {
    const lost = track
    void inTurn(async () => {
      if (!lost || track !== lost) return
      drop()
      await reopen({ kind: 'default' })
      wasTakenAway = state.kind === 'unavailable'
    })
  }

  function setOn(wanted: boolean): void {
    if (wanted === isOn) return
    isOn = wanted
    cancelRelease()
    if (track) track.enabled = wanted
    if (track && !wanted) releaseSoon()
    // Released some time ago, or not to be had when it was asked for: being turned on is the moment to try.
    if (!track && wanted && (state.kind === 'open' || state.kind === 'unavailable')) void inTurn(() => reopen(source))
    onChanged()
  }

  function releaseSoon(): void {
    if (kind !== 'camera') return
    cancelRelease = access.clock.setTimer(cameraReleaseMs, () => {
      drop()
      onChanged()
    })
  }

  async function switchTo(sources: readonly CaptureSource[]): Promise<SwitchOutcome> {
    const before = source
    const opening = openings
    const isReleased = state.kind === 'open' && !track
    const hadTrack = track !== null
    if (options.mustStopFirst) drop()
    let problem: DeviceProblem = 'missing'
    for (const next of sources) {
      try {
        const opened = await capture(next)
        if (opening !== openings) opened?.stop()
        if (opening !== openings || !opened) return 'lost'
        drop()
        source = next.kind === 'part' ? next : preferredSource(describe(opened).deviceId)
        adopt(opened)
        return 'switched'
      } catch (error) {
        problem = toDeviceProblem(error)
      }
    }
    if (opening !== openings) return 'lost'
    if (track || isReleased) return 'kept'
    if (hadTrack) await reopen(before)
    else change({ kind: 'unavailable', problem })
    return track ? 'kept' : 'lost'
  }

  function checkAgainst(devices: readonly MediaDeviceInfo[]): void {
    const id = track?.getSettings().deviceId
    const mine = devices.filter((device) => device.kind === (kind === 'camera' ? 'videoinput' : 'audioinput'))
    if (id && !mine.some((device) => device.deviceId === id)) recover()
    // It was in use when it went away, so it may come back by itself; one that nobody used stays as it is.
    if (wasTakenAway && !track && mine.length > 0) void inTurn(() => reopen(source))
  }

  function change(next: DeviceState): void {
    state = next
    onChanged()
  }

  return {
    kind,
    getState: () => state,
    isOn: () => isOn,
    getTrack: () => track,
    isOnPart: () => state.kind === 'open' && source.kind === 'part',
    begin,
    setOn,
    switchTo,
    checkAgainst,
    close() {
      openings++
      wasTakenAway = false
      drop()
      // What was turned off in one call is no choice for the next: whoever comes then would not be heard.
      isOn = true
      change({ kind: 'closed' })
    },
  }
}

function describe(track: MediaStreamTrack): DeviceState & { readonly kind: 'open' } {
  const { deviceId = '' } = track.getSettings()
  // Chromium's name for "whatever the system says", for which everybody here writes an empty id.
  return { kind: 'open', deviceId: deviceId === 'default' ? '' : deviceId, label: track.label }
}
