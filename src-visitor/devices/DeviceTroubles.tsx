import { CameraOff, MicOff } from 'lucide'
import type { DeviceTrouble } from './devices-view.ts'
import { Note } from '../parts/Note.tsx'
import { useLaterTranslate } from '../page/use-later-translate.ts'

type DeviceTroublesProps = { readonly troubles: readonly DeviceTrouble[]; readonly isBeforeKnock: boolean }

/** What cannot be used, why, what to do, and that one can knock all the same. */
export function DeviceTroubles({ troubles, isBeforeKnock }: DeviceTroublesProps) {
  const translate = useLaterTranslate()
  const first = troubles[0]
  if (!first) return null
  const lacking = troubles.length > 1 ? 'both' : first.devices
  return (
    <>
      {troubles.map(({ devices, problem }) => (
        <Note
          key={devices}
          look="care"
          icon={devices === 'microphone' ? MicOff : CameraOff}
          title={translate(`devices.${problem}`, { devices: translate(`devices.${devices}`) })}
        >
          <p>{translate(`devices.${problem}.todo`)}</p>
        </Note>
      ))}
      {isBeforeKnock && <p class="devices-anyway">{translate(`devices.anyway.${lacking}`)}</p>}
    </>
  )
}
