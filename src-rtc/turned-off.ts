import type { DeviceState } from './capture-device.ts'

/**
 * A person has turned it off, and one press turns it on again: both pages say so, large. What was refused, is missing or was
 * never asked for is no such thing.
 */
export function isTurnedOff(device: DeviceState, isOn: boolean): boolean {
  return device.kind === 'open' && !isOn
}
