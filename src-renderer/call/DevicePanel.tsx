import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DeviceSelects } from './DeviceSelects.tsx'
import { useDevices } from './use-devices.ts'

/** Which camera, microphone and loudspeaker the call uses; changed at once. */
export function DevicePanel(): ReactNode {
  const { t } = useTranslation()
  const devices = useDevices()
  return (
    <fieldset className="device-panel" aria-label={t('call.devices')}>
      <DeviceSelects devices={devices} />
    </fieldset>
  )
}
