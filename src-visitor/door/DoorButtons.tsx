import { DoorOpen, Hand } from 'lucide'
import type { DoorView } from './door-view.ts'
import { Button } from '../parts/Button.tsx'
import { useTranslate } from '../page/page-context.ts'

/** Where nobody hears a knock it is still possible, but second. */
export function DoorButtons({ view, isKnocking }: { readonly view: DoorView; readonly isKnocking: boolean }) {
  const translate = useTranslate()
  return (
    <div class={view.isKnockSecond ? 'door-knock door-knock-second' : 'door-knock'}>
      <Button
        look={view.isKnockSecond ? 'plain' : 'main'}
        icon={view.sign === 'open' ? DoorOpen : Hand}
        press={view.knock}
        isPressed={isKnocking}
      >
        {translate('door.knock')}
      </Button>
      <p class="hint">{translate('door.knock.hint')}</p>
    </div>
  )
}
