import { RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../parts/IconButton.tsx'

/** Stands for a view that broke, or whose code could not be fetched: words and a way out instead of a blank window. */
export function Broken(): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="broken" role="alert">
      <h1 className="title">{t('broken.title')}</h1>
      <p>{t('broken.detail')}</p>
      <IconButton icon={RefreshCw} label={t('broken.reload')} onPress={() => location.reload()} tone="accent" />
    </div>
  )
}
