import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { parse } from '../../src-shared/parse.ts'
import { RoomRulesSchema, type RoomRules } from '../../src-shared/room-rules.ts'
import { useDesk, useFace } from '../face/face.ts'
import { SaveBar } from './SaveBar.tsx'
import { Section } from './Section.tsx'
import { isSameData } from '../../src-shared/same-data.ts'

/** A part of the company's rules: a draft over what the server has, saved for all desks by a button. */
export function RulesForm(props: {
  readonly title: string
  readonly detail?: string
  readonly children: (rules: RoomRules, change: (changed: Partial<RoomRules>) => void) => ReactNode
}): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const { room, connection } = useDesk(({ room, connection }) => ({ room, connection }))
  const [changes, setChanges] = useState<Partial<RoomRules>>({})
  const [isSaving, setSaving] = useState(false)
  const [isSaved, setSaved] = useState(false)
  if (!room) {
    return (
      <Section title={props.title}>
        <p className="soft">{t('settings.profile.offline')}</p>
      </Section>
    )
  }
  const draft: RoomRules = { ...room.rules, ...changes }
  const checked = parse(RoomRulesSchema, draft)
  const save = async (): Promise<void> => {
    if (checked.kind === 'failed') return
    setSaving(true)
    const answer = client.command({ kind: 'set-rules', rules: checked.value })
    feedback.follow(answer)
    if ((await answer).kind === 'ok') {
      setChanges({})
      setSaved(true)
    }
    setSaving(false)
  }
  return (
    <Section title={props.title} {...(props.detail !== undefined && { detail: props.detail })}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        {props.children(draft, (changed) => setChanges({ ...changes, ...changed }))}
        <SaveBar
          isOnline={connection.kind === 'online'}
          isChanged={!isSameData(draft, room.rules)}
          isValid={checked.kind === 'ok'}
          isSaving={isSaving}
          isSaved={isSaved}
        />
      </form>
    </Section>
  )
}
