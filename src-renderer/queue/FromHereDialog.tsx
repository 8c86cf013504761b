import { Ban, Undo2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { blockSpans } from '../../src-shared/source.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import type { FromHere } from './from-here.ts'

/** What can be done about all who knock from one place. Nothing happens before one of the choices is pressed. */
export function FromHereDialog(props: { readonly fromHere: FromHere; readonly close: () => void }): ReactNode {
  const { t } = useTranslation()
  const { fromHere, close } = props
  const then = (act: () => void) => () => {
    act()
    close()
  }
  return (
    <Dialog title={t('fromHere.title')} close={close}>
      <div className="from-here">
        <p>{t('fromHere.count', { count: fromHere.count })}</p>
        <p className="soft">{t('fromHere.explain')}</p>
        <IconButton
          icon={X}
          label={t('fromHere.denyAll', { count: fromHere.count })}
          tone="deny"
          size="large"
          onPress={then(fromHere.denyAll)}
        />
        <fieldset className="from-here-spans">
          <legend>{t('fromHere.block')}</legend>
          {blockSpans.map((span) => (
            <IconButton
              key={span}
              icon={Ban}
              label={t(`fromHere.spans.${span}`)}
              tone="deny"
              size="large"
              onPress={then(() => fromHere.block(span))}
            />
          ))}
        </fieldset>
        <IconButton icon={Undo2} label={t('fromHere.cancel')} size="large" onPress={close} />
      </div>
    </Dialog>
  )
}
