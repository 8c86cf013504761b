import { Camera } from 'lucide'
import type { DevicesView } from './devices-view.ts'
import type { DevicesResult } from './DevicesResult.tsx'
import { Button } from '../parts/Button.tsx'
import { useTranslate } from '../page/page-context.ts'
import { Status } from '../parts/Status.tsx'

type DevicesProps = {
  readonly view: DevicesView
  readonly preview: MediaStream
  /** Comes with the views of a visit; until then the browser asks its question. */
  readonly Result: typeof DevicesResult | undefined
}

/** Camera and microphone before the call: why they are asked for, and what became of them. */
export function Devices({ view, preview, Result }: DevicesProps) {
  const translate = useTranslate()
  return (
    <section class="devices" aria-label={translate('devices.title')}>
      {view.allow && <DevicesRequest allow={view.allow} />}
      <Status class="devices-status">
        {view.isOpening && <p class="devices-opening">{translate('devices.opening')}</p>}
      </Status>
      {Result && <Result view={view} preview={preview} />}
    </section>
  )
}

function DevicesRequest({ allow }: { readonly allow: () => void }) {
  const translate = useTranslate()
  return (
    <div class="devices-request">
      <p>{translate('devices.why')}</p>
      <Button look="plain" icon={Camera} press={allow}>
        {translate('devices.allow')}
      </Button>
      <p class="hint">{translate('devices.optional')}</p>
    </div>
  )
}
