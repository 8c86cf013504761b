import { RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { permissionPicture, permissionPictureSize } from '../../src-page/permission-picture.ts'
import type { PermissionPlace } from '../../src-shared/permission-place.ts'
import { permissionWords } from '../../src-shared/texts/program-texts.ts'
import { useLanguage } from '../face/language.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import '../styles/permission.css'

/** How a refused device is allowed again at this place, drawn and in steps. */
export function PermissionDialog(props: {
  readonly device: 'camera' | 'microphone'
  readonly place: PermissionPlace
  readonly close: () => void
  readonly retry: () => void
}): ReactNode {
  const { t } = useTranslation()
  const language = useLanguage()
  const { device, place, close, retry } = props
  const { width, height } = permissionPictureSize
  return (
    <Dialog title={t(`call.problem.${device}.refused`)} close={close}>
      <div className="permission">
        <svg className="permission-picture" viewBox={`0 0 ${width} ${height}`} aria-hidden focusable="false">
          {permissionPicture(place).map(({ part, ...shape }) => (
            <rect key={`${part} ${shape.y}`} className={`picture-${part}`} {...shape} />
          ))}
        </svg>
        <ol>
          {permissionWords[language].steps[place](t(`call.${device}`)).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
      <IconButton
        icon={RefreshCw}
        label={t('call.problem.retry')}
        tone="accent"
        size="large"
        onPress={() => {
          close()
          retry()
        }}
      />
    </Dialog>
  )
}
