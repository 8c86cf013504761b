import { Download } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isOnline } from '../../src-desk/core/selectors.ts'
import type { VisitFilter } from '../../src-shared/visit.ts'
import { useDesk, useFace } from '../face/face.ts'
import { useLanguage } from '../face/language.ts'
import { download } from '../parts/download.ts'
import { IconButton } from '../parts/IconButton.tsx'

/** Saves the visits that are searched for as a CSV file. */
export function ExportButton(props: { readonly filter: VisitFilter }): ReactNode {
  const { t } = useTranslation()
  const language = useLanguage()
  const { client, feedback } = useFace()
  const canAsk = useDesk(isOnline)
  const [isBusy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    const answer = await client.request('visits:export', { filter: props.filter, language })
    setBusy(false)
    if (answer.kind === 'failed') feedback.say({ kind: 'failure', code: answer.code })
    else download(answer.value.fileName, new Blob([answer.value.csv], { type: 'text/csv;charset=utf-8' }))
  }
  return (
    <IconButton
      icon={Download}
      label={t(isBusy ? 'visits.exporting' : 'visits.export')}
      onPress={canAsk && !isBusy ? () => void save() : undefined}
    />
  )
}
