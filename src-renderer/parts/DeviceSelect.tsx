import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceChoice } from '../../src-rtc/device-list.ts'

/** One of the available devices; a remembered one that is unplugged stays visible as the choice. */
export function DeviceSelect(props: {
  readonly label: string
  readonly devices: readonly DeviceChoice[]
  readonly value: string
  readonly onChoose: (deviceId: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const id = useId()
  const named = props.devices.filter((device) => device.deviceId !== '' && device.deviceId !== 'default')
  const isKnown = props.value === '' || named.some((device) => device.deviceId === props.value)
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <select id={id} value={props.value} onChange={(event) => props.onChoose(event.target.value)}>
        <option value="">{t('call.systemDefault')}</option>
        {!isKnown && <option value={props.value}>—</option>}
        {named.map((device, index) => (
          <option key={device.deviceId} value={device.deviceId}>
            {device.label || `${props.label} ${index + 1}`}
          </option>
        ))}
      </select>
    </div>
  )
}
