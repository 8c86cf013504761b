import type { ComponentChildren } from 'preact'
import type { IconNode } from 'lucide'
import type { DeviceSwitch } from '../devices/devices-view.ts'
import { Icon } from './Icon.tsx'

type ToggleProps = {
  readonly control: DeviceSwitch
  readonly on: IconNode
  readonly off: IconNode
  readonly children: ComponentChildren
}

/** A switch whose name stays the same; pressed means on. */
export function Toggle({ control, on, off, children }: ToggleProps) {
  return (
    <button type="button" class="control control-toggle" aria-pressed={control.isOn} onClick={control.toggle}>
      <Icon node={control.isOn ? on : off} />
      <span>{children}</span>
    </button>
  )
}
