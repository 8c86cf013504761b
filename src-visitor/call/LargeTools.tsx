import { Expand, Maximize, Minimize, ZoomIn, ZoomOut, type IconNode } from 'lucide'
import type { Zoomable } from '../../src-page/stage/zoomable.ts'
import { useLaterTranslate } from '../page/use-later-translate.ts'
import { useStore } from '../page/use-store.ts'
import { Icon } from '../parts/Icon.tsx'

type LargeToolsProps = {
  readonly zoomable: Zoomable
  readonly isFull: boolean
  readonly toggleFull: () => void
}

/** What a finger can do with a large picture, beside pinching it. */
export function LargeTools({ zoomable, isFull, toggleFull }: LargeToolsProps) {
  const translate = useLaterTranslate()
  const state = useStore(zoomable)
  return (
    <fieldset class="large-tools">
      <legend class="visually-hidden">{translate('stage.tools')}</legend>
      <Tool
        icon={isFull ? Minimize : Maximize}
        name={translate(isFull ? 'stage.leave-full-screen' : 'stage.full-screen')}
        press={toggleFull}
      />
      <Tool icon={ZoomIn} name={translate('stage.enlarge')} press={state.isLargest ? null : zoomable.enlarge} />
      <Tool icon={ZoomOut} name={translate('stage.reduce')} press={state.isWhole ? null : zoomable.reduce} />
      <Tool icon={Expand} name={translate('stage.whole')} press={state.isWhole ? null : zoomable.showWhole} />
    </fieldset>
  )
}

type ToolProps = { readonly icon: IconNode; readonly name: string; readonly press: (() => void) | null }

function Tool({ icon, name, press }: ToolProps) {
  return (
    <button
      type="button"
      class="large-tool"
      aria-label={name}
      title={name}
      disabled={!press}
      onClick={press ?? undefined}
    >
      <Icon node={icon} />
    </button>
  )
}
