import { Download } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isOnline } from '../../src-desk/core/selectors.ts'
import { useDesk, useFace } from '../face/face.ts'
import { download } from '../parts/download.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { fetchCopy } from './fetch-copy.ts'
import { Section } from './Section.tsx'

/** Saves everything that the server keeps in one file. */
export function CopySection(): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const canAsk = useDesk(isOnline)
  const [percent, setPercent] = useState<number | null>(null)
  const save = async (): Promise<void> => {
    setPercent(0)
    const copy = await fetchCopy(client, setPercent)
    setPercent(null)
    if (copy.kind === 'failed') feedback.say({ kind: 'failure', code: copy.code })
    else download(copy.value.fileName, copy.value.contents)
  }
  return (
    <Section title={t('copy.title')} detail={t('copy.detail')}>
      <div className="row">
        <IconButton
          icon={Download}
          label={percent === null ? t('copy.save') : t('copy.saving', { percent })}
          onPress={canAsk && percent === null ? () => void save() : undefined}
        />
      </div>
      <p className="soft">{t('copy.safe')}</p>
    </Section>
  )
}
