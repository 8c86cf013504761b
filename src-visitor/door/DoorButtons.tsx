import { DoorOpen, Hand } from 'lucide'
import type { DoorView } from './door-view.ts'
import { Button } from '../parts/Button.tsx'
import { useTranslate } from '../page/page-context.ts'

/** In: with a knock, or straight with an invitation. Where nobody hears a knock it is still possible, but second. */
export function DoorButtons({ view, isKnocking }: { readonly view: DoorView; readonly isKnocking: boolean }) {
  const translate = useTranslate()
  const { entrance } = view
  return (
    <div class={view.isKnockSecond ? 'door-knock door-knock-second' : 'door-knock'}>
      {entrance.kind === 'invited' ? (
        <Button look="main" icon={DoorOpen} press={entrance.enter} isPressed={isKnocking}>
          {translate('invitation.enter')}
        </Button>
      ) : (
        <Button
          look={view.isKnockSecond ? 'plain' : 'main'}
          icon={view.sign === 'open' ? DoorOpen : Hand}
          press={view.knock}
          isPressed={isKnocking}
        >
          {translate('door.knock')}
        </Button>
      )}
      {entrance.kind === 'failed' && entrance.enter && (
        <Button look="plain" icon={DoorOpen} press={entrance.enter} isPressed={isKnocking}>
          {translate('invitation.enter-again')}
        </Button>
      )}
      <p class="hint">{translate('door.knock.hint')}</p>
    </div>
  )
}
