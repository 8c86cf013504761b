import { AppWindow, Monitor, X } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShareSource } from '../../src-shared/bridge.ts'
import { useFace, useStore } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'
import type { ShareSources } from './share-sources.ts'

const refreshEveryMs = 4_000

/** In the app: which screen or window to show, asked for by main. A browser asks by itself. */
export function ShareSourceDialog(props: { readonly sources: ShareSources }): ReactNode {
  const { t } = useTranslation()
  const { sources } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const isAsked = useStore(sources.isRequested)
  useEffect(() => {
    if (isAsked) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isAsked])
  const found = useShareSources(sources, isAsked)
  return (
    <dialog
      ref={dialog}
      className="picker"
      aria-labelledby="picker-title"
      onCancel={(event) => {
        event.preventDefault()
        sources.choose(null)
      }}
    >
      <header className="picker-head">
        <div>
          <h2 id="picker-title" className="title">
            {t('picker.title')}
          </h2>
          <p className="soft">{t('picker.detail')}</p>
        </div>
        <IconButton icon={X} label={t('picker.cancel')} onPress={() => sources.choose(null)} size="large" />
      </header>
      <output>{found === null ? t('picker.looking') : found.length === 0 ? t('picker.none') : ''}</output>
      <Sources title={t('picker.screens')} sources={found?.filter(isScreen) ?? []} choose={sources.choose} />
      <Sources
        title={t('picker.windows')}
        sources={found?.filter((one) => !isScreen(one)) ?? []}
        choose={sources.choose}
      />
    </dialog>
  )
}

function isScreen(source: ShareSource): boolean {
  return source.kind === 'screen'
}

function Sources(props: {
  readonly title: string
  readonly sources: readonly ShareSource[]
  readonly choose: (id: string) => void
}): ReactNode {
  if (props.sources.length === 0) return null
  return (
    <section>
      <h3>{props.title}</h3>
      <div className="picker-grid">
        {props.sources.map((source) => (
          <button key={source.id} type="button" className="picker-source" onClick={() => props.choose(source.id)}>
            {source.thumbnailUrl ? (
              <img src={source.thumbnailUrl} alt="" />
            ) : (
              <span className="picker-blank">
                {isScreen(source) ? <Monitor aria-hidden /> : <AppWindow aria-hidden />}
              </span>
            )}
            <span className="picker-name">{source.name}</span>
          </button>
        ))}
      </div>
    </section>
  )
}

/** Null until the first answer. Pictures are asked for again every few seconds; an empty one keeps the one before. */
function useShareSources(sources: ShareSources, isAsked: boolean): readonly ShareSource[] | null {
  const { log } = useFace()
  const [found, setFound] = useState<readonly ShareSource[] | null>(null)
  useEffect(() => {
    if (!isAsked) return undefined
    let isStale = false
    const list = (): void => {
      sources.list().then(
        (next) => {
          if (!isStale) setFound((before) => keepPictures(before ?? [], next))
        },
        (cause: unknown) => log('share sources could not be listed', cause),
      )
    }
    list()
    const timer = setInterval(list, refreshEveryMs)
    return () => {
      isStale = true
      clearInterval(timer)
      setFound(null)
    }
  }, [sources, isAsked, log])
  return found
}

function keepPictures(before: readonly ShareSource[], next: readonly ShareSource[]): readonly ShareSource[] {
  return next.map((source) => ({
    ...source,
    thumbnailUrl: source.thumbnailUrl || (before.find((known) => known.id === source.id)?.thumbnailUrl ?? ''),
  }))
}
