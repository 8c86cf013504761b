import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '../../src-shared/limits.ts'
import { useDesk, useFace } from '../face/face.ts'
import { TextField } from '../parts/TextField.tsx'
import { draftOf, profileOf, type ProfileDraft } from './profile-draft.ts'
import { Section } from './Section.tsx'

const fields = [
  { name: 'companyJa', maxLength: limits.companyLength, type: 'text', isLong: false },
  { name: 'companyEn', maxLength: limits.companyLength, type: 'text', isLong: false },
  { name: 'phone', maxLength: limits.phoneLength, type: 'tel', isLong: false },
  { name: 'greetingJa', maxLength: limits.greetingLength, type: 'text', isLong: true },
  { name: 'greetingEn', maxLength: limits.greetingLength, type: 'text', isLong: true },
] as const

/** What the company says of itself to its visitors; kept by the server for all its desks, hence saved by a button. */
export function ProfileSection(): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const { room, connection } = useDesk(({ room, connection }) => ({ room, connection }))
  const saved = draftOf(room?.profile ?? null)
  const [draft, setDraft] = useState<ProfileDraft>(saved)
  const [isSaving, setSaving] = useState(false)
  const isOnline = connection.kind === 'online' && room !== null
  const checked = profileOf(draft)
  const isChanged = fields.some(({ name }) => draft[name] !== saved[name])
  const canSave = isOnline && isChanged && checked.kind === 'ok' && !isSaving
  const save = async (): Promise<void> => {
    if (checked.kind === 'failed') return
    setSaving(true)
    const answer = client.command({ kind: 'set-profile', profile: checked.value })
    feedback.follow(answer)
    await answer
    setSaving(false)
  }
  return (
    <Section title={t('settings.profile.title')} detail={t('settings.profile.detail')}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          if (canSave) void save()
        }}
      >
        {fields.map(({ name, ...field }) => (
          <TextField
            key={name}
            {...field}
            label={t(`settings.profile.${name}`)}
            value={draft[name]}
            isDisabled={!isOnline}
            error={name === 'phone' && checked.kind === 'failed' ? t('settings.profile.phoneInvalid') : undefined}
            onChange={(value) => setDraft({ ...draft, [name]: value })}
          />
        ))}
        <div className="row">
          <button type="submit" className="button button-accent button-normal" disabled={!canSave}>
            {t('settings.save')}
          </button>
          <output className="soft">{saveWords()}</output>
        </div>
      </form>
    </Section>
  )

  function saveWords(): string {
    if (!isOnline) return t('settings.profile.offline')
    return isChanged ? t('settings.unsaved') : t('settings.saved')
  }
}
