import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ServerChoiceSchema, type ServerChoice } from '../../src-shared/desk-settings.ts'
import { parse } from '../../src-shared/parse.ts'
import {
  readPairingSecret,
  ServerPairingSchema,
  splitPairingUrl,
  type ServerPairing,
} from '../../src-shared/pairing.ts'
import type { Failed, Result } from '../../src-shared/result.ts'
import { useFace } from '../face/face.ts'
import { TextField } from '../parts/TextField.tsx'
import { ChoiceField } from './ChoiceField.tsx'
import { Section } from './Section.tsx'
import { useSettings } from './use-settings.ts'

type Draft = { readonly url: string; readonly room: string; readonly key: string }
type Field = keyof Draft

const fields: readonly { readonly name: Field; readonly type: 'text' | 'url' | 'password' }[] = [
  { name: 'url', type: 'url' },
  { name: 'room', type: 'text' },
  { name: 'key', type: 'password' },
]

/** Where the room server is: in this computer, or elsewhere for several desks and visitors from outside. */
export function ServerSection(): ReactNode {
  const { t } = useTranslation()
  const [{ server }, change] = useSettings()
  const [kind, setKind] = useState(server.kind)
  const choose = (chosen: ServerChoice['kind']): void => {
    setKind(chosen)
    if (chosen === 'embedded' && server.kind !== 'embedded') change({ server: { kind: 'embedded' } })
  }
  return (
    <Section title={t('settings.server.title')}>
      <ChoiceField
        label={t('settings.server.title')}
        value={kind}
        onChoose={choose}
        choices={[
          { value: 'embedded', label: t('settings.server.embedded') },
          { value: 'remote', label: t('settings.server.remote') },
        ]}
      />
      {kind === 'remote' && <RemoteServer server={server} use={(chosen) => change({ server: chosen })} />}
    </Section>
  )
}

function RemoteServer(props: {
  readonly server: ServerChoice
  readonly use: (server: ServerChoice) => void
}): ReactNode {
  const { t } = useTranslation()
  const { server } = props
  const [draft, setDraft] = useState<Draft>(server.kind === 'remote' ? server : { url: '', room: '', key: '' })
  const [wrong, setWrong] = useState<{ readonly field: Field; readonly words: string } | null>(null)
  const { surroundings } = useFace()
  const use = (given: Draft): void => {
    const checked = checkServer(given)
    if (checked.kind === 'ok') props.use(checked.value)
    const field = checked.kind === 'failed' ? wrongField(checked.message) : null
    setWrong(field && { field, words: t(`settings.server.invalid.${field}`) })
  }
  const pair = async (link: ServerPairing): Promise<void> => {
    if (surroundings.kind !== 'app') return
    const answer = await surroundings.pairWithServer(link)
    if (answer.kind === 'ok') {
      const paired = { ...draft, key: answer.value.key }
      setDraft(paired)
      use(paired)
      return
    }
    setWrong({ field: 'key', words: t(`pairing.problems.${problemOf(answer)}`) })
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        const link = oneTimeLink(draft)
        if (link) void pair(link)
        else use(draft)
      }}
    >
      {fields.map(({ name, type }) => (
        <TextField
          key={name}
          type={type}
          label={t(`settings.server.${name}`)}
          value={draft[name]}
          maxLength={256}
          error={wrong?.field === name ? wrong.words : undefined}
          onChange={(value) => setDraft(withPairingLink({ ...draft, [name]: value }))}
        />
      ))}
      <button type="submit" className="button button-accent button-normal">
        {t('settings.server.use')}
      </button>
    </form>
  )
}

/** Pasting a whole pairing link as the address fills in all three fields. */
function withPairingLink(draft: Draft): Draft {
  const link = splitPairingUrl(draft.url)
  if (!link) return draft
  const dot = link.secret.indexOf('.')
  return { url: link.url, room: link.secret.slice(0, dot), key: link.secret.slice(dot + 1) }
}

/** The key's field may hold a one-time code instead: `pair.CODE`, as in a pairing link. */
function oneTimeLink({ url, room, key }: Draft): ServerPairing | null {
  const secret = readPairingSecret(`${room.trim()}.${key.trim()}`)
  if (secret?.kind !== 'code') return null
  const link = parse(ServerPairingSchema, { url: url.trim().replace(/\/$/, ''), ...secret.link })
  return link.kind === 'ok' ? link.value : null
}

function problemOf({ code }: Failed): 'refused' | 'rate-limited' | 'offline' {
  if (code === 'rate-limited' || code === 'offline') return code
  return 'refused'
}

function checkServer(draft: Draft): Result<ServerChoice> {
  return parse(ServerChoiceSchema, {
    kind: 'remote',
    url: draft.url.trim().replace(/\/$/, ''),
    room: draft.room.trim(),
    key: draft.key.trim(),
  })
}

/** `parse` names the first offending path at the beginning of its message. */
function wrongField(message: string): Field {
  return fields.find(({ name }) => message.startsWith(name))?.name ?? 'url'
}
