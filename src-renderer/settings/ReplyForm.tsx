import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { languages, textIn, ownText } from '../../src-shared/language.ts'
import { limits } from '../../src-shared/limits.ts'
import type { Reply } from '../../src-shared/replies.ts'
import { useLanguage, useLanguageNames } from '../face/language.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { TextField } from '../parts/TextField.tsx'
import { CheckField } from './CheckField.tsx'
import { NumberField } from './NumberField.tsx'

const defaultMinutes = 30

/** One reply: a line to read, and its parts once it is opened. A missing action cannot be done. */
export function ReplyForm(props: {
  readonly reply: Reply
  readonly place: number
  readonly change: (reply: Reply) => void
  readonly moveUp?: () => void
  readonly moveDown?: () => void
  readonly remove?: () => void
}): ReactNode {
  const { t } = useTranslation()
  const language = useLanguage()
  const { reply, change } = props
  const [isOpenAtFirst] = useState(languages.every((one) => ownText(one, reply.text) === ''))
  const nameOf = useLanguageNames()
  const name = textIn(language, reply.text) || t('settings.replies.empty')
  const setText = (text: Partial<Reply['text']>): void => {
    const next = { ...reply.text, ...text }
    const tellsTime = languages.some((one) => ownText(one, next).includes('{time}'))
    change({ ...reply, text: next, minutes: tellsTime ? (reply.minutes ?? defaultMinutes) : null })
  }
  return (
    <details className="entry" open={isOpenAtFirst}>
      <summary>
        <span>{name}</span>
        {props.place === 0 && <span className="entry-mark">{t('settings.replies.first')}</span>}
      </summary>
      <div className="form entry-form">
        {languages.map((one) => (
          <TextField
            key={one}
            isLong
            label={t('settings.replies.text', { language: nameOf(one) })}
            detail={one === languages.at(-1) ? t('settings.replies.timeDetail') : undefined}
            value={ownText(one, reply.text)}
            maxLength={limits.messageLength}
            onChange={(text) => setText({ [one]: text })}
          />
        ))}
        {reply.minutes !== null && (
          <NumberField
            label={t('settings.replies.minutes')}
            unit={t('settings.minutesFromNow')}
            value={reply.minutes}
            min={1}
            max={1440}
            onChange={(minutes) => change({ ...reply, minutes })}
          />
        )}
        <CheckField
          label={t('settings.replies.promisesCall')}
          isOn={reply.promisesCall}
          onChange={(promisesCall) => change({ ...reply, promisesCall })}
        />
        <div className="row">
          <IconButton icon={ArrowUp} label={t('settings.replies.up')} onPress={props.moveUp} />
          <IconButton icon={ArrowDown} label={t('settings.replies.down')} onPress={props.moveDown} />
          <IconButton icon={Trash2} label={t('settings.replies.remove')} onPress={props.remove} tone="deny" />
        </div>
      </div>
    </details>
  )
}
