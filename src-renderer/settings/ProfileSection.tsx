import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { inEachLanguage, languages, ownText } from '../../src-shared/language.ts'
import { limits } from '../../src-shared/limits.ts'
import { parse } from '../../src-shared/parse.ts'
import { ProfileSchema, type Profile } from '../../src-shared/room.ts'
import { isSameData } from '../../src-shared/same-data.ts'
import { useDesk, useFace } from '../face/face.ts'
import { useLanguageNames } from '../face/language.ts'
import { TextField } from '../parts/TextField.tsx'
import { SaveBar } from './SaveBar.tsx'
import { Section } from './Section.tsx'

const emptyProfile: Profile = { company: inEachLanguage(() => ''), phone: '', greeting: inEachLanguage(() => '') }

/** What the company says of itself to its visitors; kept by the server for all its desks, hence saved by a button. */
export function ProfileSection(): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const { room, connection } = useDesk(({ room, connection }) => ({ room, connection }))
  const saved = room?.profile ?? emptyProfile
  const [changed, setDraft] = useState<Profile | null>(null)
  const [isSaving, setSaving] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const draft = changed ?? saved
  const nameOf = useLanguageNames()
  const isOnline = connection.kind === 'online' && room !== null
  // Only the phone number can be wrong: lengths are bounded by the fields.
  const checked = parse(ProfileSchema, draft)
  const isChanged = !isSameData(draft, saved)
  const canSave = isOnline && isChanged && checked.kind === 'ok' && !isSaving
  const save = async (): Promise<void> => {
    if (checked.kind === 'failed') return
    setSaving(true)
    const answer = client.command({ kind: 'set-profile', profile: checked.value })
    feedback.follow(answer)
    if ((await answer).kind === 'ok') {
      setDraft(null)
      setSaved(true)
    }
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
        {localFields('company', { maxLength: limits.companyLength })}
        <TextField
          type="tel"
          label={t('settings.profile.phone')}
          value={draft.phone}
          maxLength={limits.phoneLength}
          isDisabled={!isOnline}
          error={checked.kind === 'failed' ? t('settings.profile.phoneInvalid') : undefined}
          onChange={(phone) => setDraft({ ...draft, phone })}
        />
        {localFields('greeting', { maxLength: limits.greetingLength, isLong: true })}
        <SaveBar
          isOnline={isOnline}
          isChanged={isChanged}
          isValid={checked.kind === 'ok'}
          isSaving={isSaving}
          isSaved={isSaved}
        />
      </form>
    </Section>
  )

  function localFields(
    name: 'company' | 'greeting',
    field: { readonly maxLength: number; readonly isLong?: boolean },
  ): ReactNode {
    return languages.map((language) => (
      <TextField
        key={`${name} ${language}`}
        {...field}
        label={t(`settings.profile.${name}`, { language: nameOf(language) })}
        value={ownText(language, draft[name])}
        isDisabled={!isOnline}
        onChange={(text) => setDraft({ ...draft, [name]: { ...draft[name], [language]: text } })}
      />
    ))
  }
}
