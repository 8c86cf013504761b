import type { DeviceMenu, DeviceMenus } from './devices-view.ts'
import { useLaterTranslate } from '../page/use-later-translate.ts'

/** A list per kind of device, there only where there is something to choose. */
export function DeviceMenuList({ menus }: { readonly menus: DeviceMenus }) {
  const translate = useLaterTranslate()
  const entries = [
    { id: 'camera', label: translate('call.camera'), menu: menus.camera },
    { id: 'microphone', label: translate('call.microphone'), menu: menus.microphone },
    { id: 'speaker', label: translate('call.speaker'), menu: menus.speaker },
  ].filter((entry): entry is typeof entry & { readonly menu: DeviceMenu } => entry.menu !== null)
  if (entries.length === 0) return null
  return (
    <div class="device-menus">
      {entries.map(({ id, label, menu }) => (
        <label key={id} class="device-menu">
          <span>{label}</span>
          <select value={menu.chosenId} onChange={(event) => menu.choose(event.currentTarget.value)}>
            {menu.hasDefault && <option value="">{translate('devices.default')}</option>}
            {menu.choices.map((choice) => (
              <option key={choice.deviceId} value={choice.deviceId}>
                {choice.label}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  )
}
