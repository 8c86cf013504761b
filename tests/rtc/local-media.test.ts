import { describe, expect, test, vi } from 'vitest'
import { cameraReleaseMs } from '../../src-rtc/capture-device.ts'
import { createLocalMedia, type LocalMedia } from '../../src-rtc/local-media.ts'
import { createFakeMediaAccess, twoOfEach, type FakeMediaAccess } from '../fakes/fake-media-access.ts'

const both = { camera: { deviceId: '' }, microphone: { deviceId: '' } }

async function openBoth(access: FakeMediaAccess): Promise<LocalMedia> {
  const media = createLocalMedia(access)
  await media.open(both)
  return media
}

const labels = (access: FakeMediaAccess): string[] => access.liveTracks().map(({ label }) => label)

describe('opening', () => {
  test('asks once for both', async () => {
    const access = createFakeMediaAccess()
    const media = await openBoth(access)
    expect(access.prompts).toEqual(['camera+microphone'])
    expect(media.getState()).toEqual({
      camera: { kind: 'open', deviceId: 'front', label: 'Front camera' },
      microphone: { kind: 'open', deviceId: '', label: 'Default' },
      isCameraOn: true,
      isMicrophoneOn: true,
      isShowingPart: false,
      screen: { kind: 'off' },
      canShareScreen: true,
    })
    expect(media.preview.getTracks()).toEqual([media.getTrack('camera')])
  })

  test.each([
    { fault: 'NotReadableError', problem: 'busy' },
    { fault: 'AbortError', problem: 'busy' },
    { fault: 'OverconstrainedError', problem: 'missing' },
    { fault: 'TypeError', problem: 'failed' },
  ])('a camera with $fault is $problem and leaves the microphone alone', async ({ fault, problem }) => {
    const access = createFakeMediaAccess()
    access.setFault('front', fault)
    const media = await openBoth(access)
    expect(media.getState().camera).toEqual({ kind: 'unavailable', problem })
    expect(media.getState().microphone.kind).toBe('open')
    expect(labels(access)).toEqual(['Default'])
  })

  test('a missing microphone leaves the camera alone', async () => {
    const access = createFakeMediaAccess()
    access.setDevices(twoOfEach.filter(({ kind }) => kind !== 'audioinput'))
    const media = await openBoth(access)
    expect(media.getState().microphone).toEqual({ kind: 'unavailable', problem: 'missing' })
    expect(media.getState().camera.kind).toBe('open')
  })

  test('who says no to both is not asked again for each', async () => {
    const access = createFakeMediaAccess()
    access.setFault('front', 'NotAllowedError')
    access.setPermissions({ camera: 'denied', microphone: 'denied' })
    const media = await openBoth(access)
    expect(access.prompts).toEqual(['camera+microphone'])
    expect(media.getState()).toMatchObject({
      camera: { kind: 'unavailable', problem: 'refused' },
      microphone: { kind: 'unavailable', problem: 'refused' },
    })
  })

  test('a camera that was blocked long ago does not take the microphone with it', async () => {
    const access = createFakeMediaAccess()
    access.setFault('front', 'NotAllowedError')
    access.setPermissions({ camera: 'denied', microphone: 'prompt' })
    const media = await openBoth(access)
    expect(access.prompts).toEqual(['camera+microphone', 'microphone'])
    expect(media.getState().camera).toEqual({ kind: 'unavailable', problem: 'refused' })
    expect(media.getState().microphone.kind).toBe('open')
  })

  test('a page without HTTPS has no devices', async () => {
    const media = createLocalMedia({ ...createFakeMediaAccess(), devices: null })
    await media.open(both)
    expect(media.getState()).toMatchObject({
      camera: { kind: 'unavailable', problem: 'insecure' },
      microphone: { kind: 'unavailable', problem: 'insecure' },
      canShareScreen: false,
    })
    expect(await media.listDevices()).toEqual({ cameras: [], microphones: [], speakers: [] })
  })

  test('what is open is not opened again', async () => {
    const access = createFakeMediaAccess()
    const media = createLocalMedia(access)
    await media.open({ camera: null, microphone: { deviceId: 'headset' } })
    await media.open(both)
    expect(access.prompts).toEqual(['microphone', 'camera'])
    expect(labels(access)).toEqual(['Headset', 'Front camera'])
  })

  test('a remembered device that is gone is replaced by the default', async () => {
    const access = createFakeMediaAccess()
    const media = createLocalMedia(access)
    await media.open({ camera: { deviceId: 'long-gone' }, microphone: null })
    expect(media.getState().camera).toMatchObject({ kind: 'open', deviceId: 'front' })
  })

  test('closing while the browser still asks leaves no lamp on', async () => {
    const access = createFakeMediaAccess()
    const allow = access.holdPrompts()
    const media = createLocalMedia(access)
    const opening = media.open(both)
    await vi.waitFor(() => expect(media.getState().camera.kind).toBe('opening'))
    media.close()
    allow()
    await opening
    expect(labels(access)).toEqual([])
    expect(media.getState().camera).toEqual({ kind: 'closed' })
    await media.open(both)
    expect(labels(access)).toEqual(['Front camera', 'Default'])
  })
})

describe('on and off', () => {
  test('mute keeps the microphone open and silences it', async () => {
    const media = await openBoth(createFakeMediaAccess())
    const track = media.getTrack('microphone')
    media.setMicrophoneOn(false)
    expect(track?.enabled).toBe(false)
    media.setMicrophoneOn(true)
    expect(media.getTrack('microphone')).toBe(track)
    expect(track?.enabled).toBe(true)
  })

  test('what was turned off in one call is on again in the next', async () => {
    const access = createFakeMediaAccess()
    const media = await openBoth(access)
    media.setMicrophoneOn(false)
    media.setCameraOn(false)
    media.close()
    await media.open(both)
    expect(media.getState()).toMatchObject({ isMicrophoneOn: true, isCameraOn: true })
    expect([media.getTrack('microphone')?.enabled, media.getTrack('camera')?.enabled]).toEqual([true, true])
  })

  test('the camera is released five seconds after it was turned off', async () => {
    const access = createFakeMediaAccess()
    const media = await openBoth(access)
    media.setCameraOn(false)
    access.fakeClock.advance(4_999)
    expect(labels(access)).toContain('Front camera')
    access.fakeClock.advance(1)
    expect(labels(access)).toEqual(['Default'])
    expect(media.getTrack('camera')).toBeNull()
    expect(media.preview.getTracks()).toEqual([])
    expect(media.getState()).toMatchObject({ camera: { kind: 'open' }, isCameraOn: false })

    media.setCameraOn(true)
    await vi.waitFor(() => expect(media.getTrack('camera')?.enabled).toBe(true))
    expect(media.preview.getTracks()).toEqual([media.getTrack('camera')])
  })

  test('a short pause keeps the camera', async () => {
    const access = createFakeMediaAccess()
    const media = await openBoth(access)
    media.setCameraOn(false)
    access.fakeClock.advance(3_000)
    media.setCameraOn(true)
    access.fakeClock.advance(60_000)
    expect(labels(access)).toContain('Front camera')
    expect(access.prompts).toHaveLength(1)
  })

  test('turning on what was busy asks for it again', async () => {
    const access = createFakeMediaAccess()
    access.setFault('front', 'NotReadableError')
    const media = await openBoth(access)
    access.setFault('front', null)
    media.setCameraOn(false)
    media.setCameraOn(true)
    await vi.waitFor(() => expect(media.getState().camera.kind).toBe('open'))
  })

  test('what was never asked for is not opened by turning it on', async () => {
    const access = createFakeMediaAccess()
    const media = createLocalMedia(access)
    media.setCameraOn(false)
    media.setCameraOn(true)
    await media.listDevices()
    expect(access.prompts).toEqual([])
  })
})

describe('switching', () => {
  test('a computer opens the new camera before it stops the old one', async () => {
    const access = createFakeMediaAccess()
    const media = await openBoth(access)
    const old = media.getTrack('camera')
    expect(await media.switchCamera('back')).toBe('switched')
    expect(media.getState().camera).toMatchObject({ deviceId: 'back' })
    expect(old?.readyState).toBe('ended')
    expect(labels(access)).toEqual(['Default', 'Back camera'])
  })

  test.each([{ isPhone: false }, { isPhone: true }])(
    'a new device that fails leaves the old one, phone: $isPhone',
    async (options) => {
      const access = createFakeMediaAccess(options)
      const media = await openBoth(access)
      access.setFault('back', 'NotReadableError')
      expect(await media.switchCamera('back')).toBe('kept')
      expect(media.getState().camera).toMatchObject({ kind: 'open', deviceId: 'front' })
      expect(labels(access).toSorted()).toEqual(['Default', 'Front camera'])
    },
  )

  test('a phone stops the old device first, and says when neither can be had', async () => {
    const access = createFakeMediaAccess({ isPhone: true })
    const media = await openBoth(access)
    access.setFault('headset', 'NotReadableError')
    access.setFault('default', 'NotReadableError')
    expect(await media.switchMicrophone('headset')).toBe('lost')
    expect(media.getState().microphone).toEqual({ kind: 'unavailable', problem: 'busy' })
    expect(labels(access)).toEqual(['Front camera'])
  })

  test('flips between front and back', async () => {
    const access = createFakeMediaAccess({ isPhone: true })
    const media = await openBoth(access)
    expect(await media.flipCamera()).toBe('switched')
    expect(media.getState().camera).toMatchObject({ deviceId: 'back' })
    expect(await media.flipCamera()).toBe('switched')
    expect(media.getState().camera).toMatchObject({ deviceId: 'front' })
  })

  test('flips through cameras that do not say where they look', async () => {
    const access = createFakeMediaAccess()
    access.setDevices(['one', 'two', 'three'].map((deviceId) => ({ kind: 'videoinput', deviceId, label: deviceId })))
    const media = createLocalMedia(access)
    await media.open({ camera: { deviceId: '' }, microphone: null })
    const seen: string[] = []
    for (let flips = 0; flips < 3; flips++) {
      await media.flipCamera()
      seen.push(media.getTrack('camera')?.label ?? '')
    }
    expect(seen).toEqual(['two', 'three', 'one'])
  })

  test('shows a part by the camera at the back, sharp and on, and the face again', async () => {
    const access = createFakeMediaAccess({ isPhone: true })
    const media = await openBoth(access)
    media.setCameraOn(false)
    expect(await media.showPart(true)).toBe('switched')
    expect(media.getState()).toMatchObject({ camera: { deviceId: 'back' }, isShowingPart: true, isCameraOn: true })
    expect(access.asked.at(-1)?.video).toMatchObject({ width: { ideal: 1920 }, facingMode: { exact: 'environment' } })
    expect(media.getTrack('camera')?.contentHint).toBe('detail')
    expect(labels(access).toSorted()).toEqual(['Back camera', 'Default'])

    expect(await media.showPart(false)).toBe('switched')
    expect(media.getState()).toMatchObject({ camera: { deviceId: 'front' }, isShowingPart: false })
    expect(media.getTrack('camera')?.contentHint).toBe('')
  })

  test('goes on with the part after a pause, and leaves it by a flip, by another camera and by the end', async () => {
    const access = createFakeMediaAccess({ isPhone: true })
    const media = await openBoth(access)
    await media.showPart(true)
    media.setCameraOn(false)
    access.fakeClock.advance(cameraReleaseMs)
    expect(media.getTrack('camera')).toBeNull()
    media.setCameraOn(true)
    await media.open({ camera: null, microphone: null })
    expect(media.getState()).toMatchObject({ camera: { deviceId: 'back' }, isShowingPart: true })

    await media.flipCamera()
    expect(media.getState()).toMatchObject({ camera: { deviceId: 'front' }, isShowingPart: false })
    await media.flipCamera()
    expect(media.getState()).toMatchObject({ camera: { deviceId: 'back' }, isShowingPart: false })
    await media.showPart(true)
    await media.switchCamera('front')
    expect(media.getState().isShowingPart).toBe(false)
    await media.showPart(true)
    media.close()
    expect(media.getState().isShowingPart).toBe(false)
  })

  test('stays with the face when no other camera can show a part', async () => {
    const access = createFakeMediaAccess({ isPhone: true })
    const media = await openBoth(access)
    access.setFault('back', 'NotReadableError')
    access.setDevices(twoOfEach.filter(({ deviceId }) => deviceId !== 'front'))
    expect(await media.showPart(true)).not.toBe('switched')
    expect(media.getState().isShowingPart).toBe(false)
  })

  test('shows a part by whatever camera there is, where none says that it is at the back', async () => {
    const access = createFakeMediaAccess()
    access.setDevices([{ kind: 'videoinput', deviceId: 'only', label: 'Only camera' }])
    const media = createLocalMedia(access)
    await media.open({ camera: { deviceId: '' }, microphone: null })
    expect(await media.showPart(true)).toBe('switched')
    expect(media.getState()).toMatchObject({ camera: { deviceId: 'only' }, isShowingPart: true })
  })

  test('a muted microphone stays muted', async () => {
    const media = await openBoth(createFakeMediaAccess())
    media.setMicrophoneOn(false)
    await media.switchMicrophone('headset')
    expect(media.getTrack('microphone')).toMatchObject({ label: 'Headset', enabled: false })
  })
})

describe('devices that come and go', () => {
  test('an active device that is unplugged falls back to the default', async () => {
    const access = createFakeMediaAccess()
    const media = createLocalMedia(access)
    await media.open({ camera: null, microphone: { deviceId: 'headset' } })
    const listener = vi.fn<() => void>()
    media.onDevicesChanged(listener)
    access.setDevices(twoOfEach.filter(({ deviceId }) => deviceId !== 'headset'))
    await vi.waitFor(() => expect(media.getState().microphone).toMatchObject({ kind: 'open', label: 'Default' }))
    expect(listener).toHaveBeenCalledOnce()
    expect(labels(access)).toEqual(['Default'])
  })

  test('the only camera comes back by itself after it was unplugged', async () => {
    const access = createFakeMediaAccess()
    const media = await openBoth(access)
    const [camera] = access.liveTracks()
    access.setDevices(twoOfEach.filter(({ kind }) => kind !== 'videoinput'))
    camera?.endByItself()
    await vi.waitFor(() => expect(media.getState().camera).toEqual({ kind: 'unavailable', problem: 'missing' }))
    access.setDevices(twoOfEach)
    await vi.waitFor(() => expect(media.getState().camera.kind).toBe('open'))
  })

  test('lists without the entries that stand for the default', async () => {
    const media = createLocalMedia(createFakeMediaAccess())
    expect((await media.listDevices()).microphones).toEqual([
      { deviceId: 'desk-mic', label: 'Desk microphone' },
      { deviceId: 'headset', label: 'Headset' },
    ])
  })
})

describe('the screen', () => {
  test('is shared sharp and without sound, and ends with its source', async () => {
    const access = createFakeMediaAccess()
    const media = createLocalMedia(access)
    access.setPicker({ label: 'Drawing.pdf' })
    const sharing = media.shareScreen()
    expect(media.getState().screen).toEqual({ kind: 'choosing' })
    expect(await sharing).toEqual({ kind: 'sharing' })
    expect(media.getState().screen).toEqual({ kind: 'sharing', label: 'Drawing.pdf' })
    expect(access.displayOptions).toEqual([
      {
        video: { frameRate: { ideal: 15, max: 30 } },
        audio: false,
        selfBrowserSurface: 'exclude',
        surfaceSwitching: 'include',
      },
    ])
    expect(media.getTrack('screen')).toMatchObject({ contentHint: 'detail' })
    expect(media.screenPreview.getTracks()).toHaveLength(1)
    access.liveTracks()[0]?.endByItself()
    expect(media.getState().screen).toEqual({ kind: 'off' })
    expect(media.screenPreview.getTracks()).toEqual([])
  })

  test.each([
    { error: 'NotAllowedError', message: 'Permission denied', outcome: { kind: 'cancelled' } },
    { error: 'AbortError', message: 'Invalid state', outcome: { kind: 'cancelled' } },
    {
      error: 'NotAllowedError',
      message: 'Permission denied by system',
      outcome: { kind: 'failed', problem: 'refused' },
    },
    { error: 'NotReadableError', message: 'no', outcome: { kind: 'failed', problem: 'busy' } },
  ])('$error ($message) is $outcome.kind', async ({ error, message, outcome }) => {
    const access = createFakeMediaAccess()
    const media = createLocalMedia(access)
    access.setPicker({ error, message })
    expect(await media.shareScreen()).toEqual(outcome)
    expect(media.getState().screen).toEqual({ kind: 'off' })
  })

  test('a change of mind keeps what was shared before', async () => {
    const access = createFakeMediaAccess()
    const media = createLocalMedia(access)
    await media.shareScreen()
    access.setPicker({ error: 'NotAllowedError' })
    expect(await media.shareScreen()).toEqual({ kind: 'cancelled' })
    expect(media.getState().screen).toEqual({ kind: 'sharing', label: 'screen:0' })
  })

  test('cannot be shared from a phone', async () => {
    const media = createLocalMedia(createFakeMediaAccess({ isPhone: true }))
    expect(media.getState().canShareScreen).toBe(false)
    expect(await media.shareScreen()).toEqual({ kind: 'failed', problem: 'missing' })
  })

  test('stopping while the picker is open shares nothing', async () => {
    const access = createFakeMediaAccess()
    const choose = access.holdPrompts()
    const media = createLocalMedia(access)
    const sharing = media.shareScreen()
    media.stopSharing()
    choose()
    expect(await sharing).toEqual({ kind: 'cancelled' })
    expect(labels(access)).toEqual([])
    expect(media.getState().screen).toEqual({ kind: 'off' })
  })
})

describe('the object', () => {
  test('keeps its state and its streams the same until something changes', async () => {
    const media = await openBoth(createFakeMediaAccess())
    const { preview } = media
    const state = media.getState()
    expect(media.getState()).toBe(state)
    const listener = vi.fn<() => void>()
    const unsubscribe = media.subscribe(listener)
    media.setMicrophoneOn(false)
    expect(listener).toHaveBeenCalledOnce()
    expect(media.getState()).not.toBe(state)
    unsubscribe()
    media.setMicrophoneOn(true)
    expect(listener).toHaveBeenCalledOnce()
    await media.switchCamera('back')
    expect(media.preview).toBe(preview)
  })

  test('stops everything when it is disposed, twice if need be', async () => {
    const access = createFakeMediaAccess()
    const media = await openBoth(access)
    await media.shareScreen()
    media.dispose()
    media.dispose()
    expect(labels(access)).toEqual([])
  })
})
