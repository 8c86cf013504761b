import { RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { mayRestart } from '../../src-desk/updates/updates.ts'
import { useDesk, useFace } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'

/** What is known of a newer version, and the button that begins it; nothing while there is none. */
export function UpdateNote(): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const update = useDesk((desk) => desk.update)
  const isFree = useDesk(mayRestart)
  if (update.kind === 'none') return null
  const { version } = update
  if (update.kind !== 'ready') return <p>{t(`update.${update.kind}`, { version })}</p>
  const install = (): void => feedback.follow(client.command({ kind: 'install-update' }))
  return (
    <div className="row">
      <p>{t(update.installsAlone ? 'update.ready' : 'update.readyAsking', { version })}</p>
      <IconButton icon={RefreshCw} label={t('update.install')} onPress={isFree ? install : undefined} tone="accent" />
      {!isFree && <p className="soft">{t('update.later')}</p>}
    </div>
  )
}
