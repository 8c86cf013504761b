import { Flashlight, FlashlightOff, Focus, LockKeyhole, ScanSearch, UserRound, type IconNode } from 'lucide'
import { useState } from 'preact/hooks'
import { holdFocus, partAbilities, setLight } from '../../src-rtc/part-light.ts'
import { useLaterTranslate } from '../page/use-later-translate.ts'
import { Icon } from '../parts/Icon.tsx'
import type { CallView } from './call-view.ts'
import './part.css'

/** A part in the hand is shown by one press, and the face again by another. */
export function PartBar({ part, preview }: { readonly part: CallView['part']; readonly preview: MediaStream }) {
  const translate = useLaterTranslate()
  if (part === null) return null
  if (!part.isShown) {
    return (
      <div class="part-bar">
        <PartButton icon={ScanSearch} press={part.toggle}>
          {translate('part.show')}
        </PartButton>
      </div>
    )
  }
  const track = preview.getVideoTracks()[0]
  return (
    <div class="part-bar">
      <PartButton icon={UserRound} press={part.toggle}>
        {translate('part.back')}
      </PartButton>
      {track && <PartLight key={track.id} track={track} />}
    </div>
  )
}

/** What the camera can do beside; it begins anew with every camera. */
function PartLight({ track }: { readonly track: MediaStreamTrack }) {
  const translate = useLaterTranslate()
  const [isLit, setLit] = useState(false)
  const [isHeld, setHeld] = useState(false)
  const { hasLight, canHoldFocus } = partAbilities(track)
  // A camera that will not do it stays as it is, and its button says so by not being pressed.
  const light = (): void =>
    void setLight(track, !isLit).then(
      () => setLit(!isLit),
      () => undefined,
    )
  const hold = (): void =>
    void holdFocus(track, !isHeld).then(
      () => setHeld(!isHeld),
      () => undefined,
    )
  return (
    <>
      {hasLight && (
        <PartButton icon={isLit ? Flashlight : FlashlightOff} press={light} isPressed={isLit}>
          {translate('part.light')}
        </PartButton>
      )}
      {canHoldFocus && (
        <PartButton icon={isHeld ? LockKeyhole : Focus} press={hold} isPressed={isHeld}>
          {translate('part.focus')}
        </PartButton>
      )}
    </>
  )
}

type PartButtonProps = {
  readonly icon: IconNode
  readonly press: () => void
  readonly isPressed?: boolean
  readonly children: string
}

function PartButton({ icon, press, isPressed, children }: PartButtonProps) {
  return (
    <button type="button" class="part-button" aria-pressed={isPressed} onClick={press}>
      <Icon node={icon} />
      <span>{children}</span>
    </button>
  )
}
