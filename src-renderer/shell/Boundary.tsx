import { RefreshCw } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../parts/IconButton.tsx'

type Props = { readonly log: (message: string, detail?: unknown) => void; readonly children: ReactNode }

/** Catches a bug in any view: words and a way out instead of a blank window. */
export class Boundary extends Component<Props, { readonly isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true }
  }

  override componentDidCatch(cause: unknown): void {
    this.props.log('a view failed', cause)
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children
  }
}

function Broken(): ReactNode {
  const { t } = useTranslation()
  return (
    <main className="broken" role="alert">
      <h1 className="title">{t('broken.title')}</h1>
      <p>{t('broken.detail')}</p>
      <IconButton icon={RefreshCw} label={t('broken.reload')} onPress={() => location.reload()} tone="accent" />
    </main>
  )
}
