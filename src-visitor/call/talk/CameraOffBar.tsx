import { Video, VideoOff } from 'lucide'
import { useLaterTranslate } from '../../page/use-later-translate.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Status } from '../../parts/Status.tsx'
import type { CallView } from '../call-view.ts'

/** While the visitor's camera is off: that it is, and one press that ends it. Quieter than a microphone, since many want it so. */
export function CameraOffBar({ view }: { readonly view: CallView }) {
  const translate = useLaterTranslate()
  return (
    <Status class="muted">
      {view.isCameraOff && (
        <div class="muted-bar muted-quiet">
          <Icon node={VideoOff} />
          <strong>{translate('talk.camera-off')}</strong>
          <Button look="plain" icon={Video} press={view.camera.toggle}>
            {translate('talk.camera-on')}
          </Button>
        </div>
      )}
    </Status>
  )
}
