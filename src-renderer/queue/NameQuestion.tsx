import { Building2, Check, Cog, Smartphone, Undo2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { freeDeskName } from '../../src-shared/desk-name.ts'
import { deviceName } from '../face/device-name.ts'
import { useDesk, useFace } from '../face/face.ts'
import { useLanguage } from '../face/language.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { DeskNameField } from '../settings/DeskNameField.tsx'
import { useDeskNames } from '../settings/use-desk-names.ts'

const choices = { office: Building2, workshop: Cog, phone: Smartphone } as const

/** What all pages were called by themselves before they were asked. */
const namesOfBefore = new Set(['ブラウザー', 'Browser'])

/**
 * Asked once, where nobody has named this desk: the visit log of a desk that is alone today is read when there are two.
 * Whatever is answered is its name from now on.
 */
export function NameQuestion(): ReactNode {
  const { t } = useTranslation()
  const language = useLanguage()
  const { client, feedback } = useFace()
  const self = useDesk((desk) => desk.self)
  const names = useDeskNames(self.id)
  const [typed, setTyped] = useState('')
  // Without the others' names nobody could say which are free.
  if (names === null) return null
  const { own, others } = names
  const answer = (deskName: string): void =>
    feedback.follow(client.command({ kind: 'change-settings', settings: { deskName } }))
  const present =
    own === '' || namesOfBefore.has(own) ? freeDeskName(deviceName(navigator.userAgent, language), others) : own
  return (
    <section className="name-question" aria-label={t('deskName.title')}>
      <h2>{t('deskName.title')}</h2>
      <p className="soft">{t('deskName.detail')}</p>
      <div className="row">
        {(['office', 'workshop', 'phone'] as const).map((choice) => {
          const name = freeDeskName(t(`deskName.choices.${choice}`), others)
          return (
            <IconButton key={choice} icon={choices[choice]} label={name} size="large" onPress={() => answer(name)} />
          )
        })}
      </div>
      <form
        className="name-question-own"
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.trim() !== '') answer(typed.trim())
        }}
      >
        <DeskNameField deskId={self.id} value={typed} onChange={setTyped} />
        <IconButton
          icon={Check}
          label={t('deskName.choose')}
          tone="accent"
          onPress={typed.trim() === '' ? undefined : () => answer(typed.trim())}
        />
      </form>
      <div className="row">
        <IconButton icon={Undo2} label={t('deskName.keep', { name: present })} onPress={() => answer(present)} />
      </div>
    </section>
  )
}
