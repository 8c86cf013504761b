import { useEffect, useState } from 'react'
import type { DeviceList } from '../../src-rtc/device-list.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import { useFace, type Face } from '../face/face.ts'

const none: DeviceList = { cameras: [], microphones: [], speakers: [] }

/** Cameras, microphones and loudspeakers as they come and go. Names are empty until a device was opened once. */
export function useDevices(): DeviceList {
  const { media, log } = useFace()
  const [devices, setDevices] = useState(none)
  useEffect(() => followDevices({ media, log }, setDevices), [media, log])
  return devices
}

function followDevices(face: Pick<Face, 'media' | 'log'>, tell: (devices: DeviceList) => void): Unsubscribe {
  const { media, log } = face
  let isStopped = false
  let opened = ''
  const list = (): void => {
    media.listDevices().then(
      (found) => {
        if (!isStopped) tell(found)
      },
      (cause: unknown) => log('devices could not be listed', cause),
    )
  }
  // Opening a device reveals the names, so the list is asked for again.
  const listWhenOpened = (): void => {
    const { camera, microphone } = media.getState()
    const now = `${camera.kind} ${microphone.kind}`
    if (now !== opened) list()
    opened = now
  }
  listWhenOpened()
  const undo = [media.onDevicesChanged(list), media.subscribe(listWhenOpened)]
  return () => {
    isStopped = true
    for (const stop of undo) stop()
  }
}
