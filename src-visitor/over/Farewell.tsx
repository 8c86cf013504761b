import { CircleCheck } from 'lucide'
import { KnockAgain } from './KnockAgain.tsx'
import type { KnockAgainView } from './over-view.ts'
import { Icon } from '../parts/Icon.tsx'
import { useLaterTranslate } from '../page/use-later-translate.ts'

/** The end: nothing is going on, and nothing has to be done. */
export function Farewell({ knockAgain }: { readonly knockAgain: KnockAgainView }) {
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
        <KnockAgain view={knockAgain} look="plain" />
      </div>
    </div>
  )
}
