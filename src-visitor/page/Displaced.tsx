import { AppWindow } from 'lucide'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Status } from '../parts/Status.tsx'
import { useLaterTranslate } from './use-later-translate.ts'

/** Another tab has the knock or the call; it can be taken back. */
export function Displaced({ continueHere }: { readonly continueHere: () => void }) {
  const translate = useLaterTranslate()
  return (
    <Status class="sheet sheet-narrow over">
      <div class="over-mark" aria-hidden="true">
        <Icon node={AppWindow} />
      </div>
      <h1 tabIndex={-1}>{translate('displaced.title')}</h1>
      <p>{translate('displaced.detail')}</p>
      <div class="over-buttons">
        <Button look="main" press={continueHere}>
          {translate('displaced.continue')}
        </Button>
      </div>
    </Status>
  )
}
