import { RotateCw } from 'lucide'
import { NameField } from '../door/NameField.tsx'
import { Button } from '../parts/Button.tsx'
import { useLaterTranslate } from '../page/use-later-translate.ts'
import type { KnockAgainView } from './over-view.ts'

/** Another knock, and the chance to say this time who is there. */
export function KnockAgain(props: { readonly view: KnockAgainView; readonly look: 'main' | 'plain' }) {
  const translate = useLaterTranslate()
  const { name, knock } = props.view
  return (
    <div class="knock-again">
      {name && <NameField name={name.value} type={name.type} submit={knock} />}
      <Button look={props.look} icon={RotateCw} press={knock}>
        {translate('over.knock-again')}
      </Button>
    </div>
  )
}
