import { LockOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Block } from '../../src-shared/source.ts'
import { useFace } from '../face/face.ts'
import { useDateFormat } from '../face/use-date-format.ts'
import { useVisitorName } from '../face/visitor-name.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { Section } from './Section.tsx'
import { useAnswer } from './use-answer.ts'
import { useCarryOut } from './use-carry-out.ts'

/** From where no knocks are taken now, until when, and the way to take them again. */
export function BlocksSection(): ReactNode {
  const { t } = useTranslation()
  const [answer, askAgain] = useAnswer('sources:blocks', null)
  return (
    <Section title={t('settings.sections.blocks')} detail={t('blocks.detail')}>
      {answer?.kind === 'failed' && <p className="soft">{t('settings.profile.offline')}</p>}
      {answer?.kind === 'ok' && answer.value.length === 0 && <p>{t('blocks.none')}</p>}
      {answer?.kind === 'ok' && (
        <ul className="entries" aria-label={t('settings.sections.blocks')}>
          {answer.value.map((block) => (
            <BlockItem key={block.source} block={block} askAgain={askAgain} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function BlockItem(props: { readonly block: Block; readonly askAgain: () => void }): ReactNode {
  const { t } = useTranslation()
  const { client } = useFace()
  const format = useDateFormat({ dateStyle: 'medium', timeStyle: 'short' })
  const nameOf = useVisitorName()
  const { source, visitorName, by, sinceMs, untilMs } = props.block

  const carryOut = useCarryOut(props.askAgain)

  return (
    <li className="entry-frame paired-desk">
      <p className="paired-desk-words">
        <strong>{t('blocks.until', { time: format.format(untilMs) })}</strong>
        <span>{nameOf(visitorName)}</span>
        <span className="soft">
          {t('blocks.made', { time: format.format(sinceMs), desk: by.name || t('pairedDesk.unnamed') })}
        </span>
      </p>
      <div className="row">
        <IconButton
          icon={LockOpen}
          label={t('blocks.lift')}
          onPress={() => void carryOut(client.request('sources:unblock', { source }))}
        />
      </div>
    </li>
  )
}
