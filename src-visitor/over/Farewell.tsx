import { CircleCheck, RotateCw } from 'lucide'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useLaterTranslate } from '../page/use-later-translate.ts'

/** The end: nothing is going on, and nothing has to be done. */
export function Farewell({ knockAgain }: { readonly knockAgain: () => void }) {
  const translate = useLaterTranslate()
  return (
    <div class="sheet sheet-narrow over">
      <div class="over-mark" aria-hidden="true">
        <Icon node={CircleCheck} />
      </div>
      <h1 tabIndex={-1}>{translate('farewell.title')}</h1>
      <p>{translate('farewell.detail')}</p>
      <p class="hint">{translate('farewell.again')}</p>
      <div class="over-buttons">
        <Button look="plain" icon={RotateCw} press={knockAgain}>
          {translate('over.knock-again')}
        </Button>
      </div>
    </div>
  )
}
