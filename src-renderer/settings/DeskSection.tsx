import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { languageNames, languages } from '../../src-shared/language.ts'
import { useDesk, useFace } from '../face/face.ts'
import { CheckField } from './CheckField.tsx'
import { ChoiceField } from './ChoiceField.tsx'
import { DeskNameField } from './DeskNameField.tsx'
import { Section } from './Section.tsx'
import { ShortcutField } from './ShortcutField.tsx'
import { UpdateNote } from './UpdateNote.tsx'
import { useDeskNames } from './use-desk-names.ts'
import { useSettings } from './use-settings.ts'

/** This desk's name, language and looks. */
export function DeskSection(): ReactNode {
  const { t } = useTranslation()
  const { surroundings } = useFace()
  const [settings, change] = useSettings()
  return (
    <Section title={t('settings.desk.title')}>
      <DeskName value={settings.deskName} onChange={(deskName) => change({ deskName })} />
      <ChoiceField
        label={t('settings.desk.language')}
        value={settings.language ?? 'system'}
        onChoose={(language) => change({ language: language === 'system' ? null : language })}
        choices={[
          { value: 'system', label: t('settings.desk.languageSystem') },
          ...languages.map((language) => ({ value: language, label: languageNames[language] })),
        ]}
      />
      <ChoiceField
        label={t('settings.desk.theme')}
        value={settings.theme}
        onChoose={(theme) => change({ theme })}
        choices={(['system', 'light', 'dark'] as const).map((theme) => ({
          value: theme,
          label: t(`settings.desk.themes.${theme}`),
        }))}
      />
      {surroundings.kind === 'app' && (
        <>
          <UpdateNote />
          <CheckField
            label={t('settings.desk.startWithComputer')}
            isOn={settings.isStartedWithComputer}
            onChange={(isStartedWithComputer) => change({ isStartedWithComputer })}
          />
          <CheckField
            label={t('settings.desk.awayWhenLocked')}
            detail={t('settings.desk.awayWhenLockedDetail')}
            isOn={settings.isAwayWhenLocked}
            onChange={(isAwayWhenLocked) => change({ isAwayWhenLocked })}
          />
          <ShortcutField
            label={t('settings.desk.shortcut')}
            detail={t('settings.desk.shortcutDetail')}
            value={settings.admitShortcut}
            onChange={(admitShortcut) => change({ admitShortcut })}
          />
        </>
      )}
    </Section>
  )
}

/** Saved on leaving the field, not with every letter: each new name is sent to the server. */
function DeskName(props: { readonly value: string; readonly onChange: (name: string) => void }): ReactNode {
  const { t } = useTranslation()
  const deskId = useDesk((desk) => desk.self.id)
  // What the room calls it, which another desk may have changed.
  const present = useDeskNames(deskId)?.own || props.value
  const [draft, setDraft] = useState<string | null>(null)
  const keep = (): void => {
    const name = draft?.trim()
    if (name !== undefined && name !== present) props.onChange(name)
    setDraft(null)
  }
  return (
    <DeskNameField
      deskId={deskId}
      detail={t('settings.desk.nameDetail')}
      value={draft ?? present}
      onChange={setDraft}
      onLeave={keep}
    />
  )
}
