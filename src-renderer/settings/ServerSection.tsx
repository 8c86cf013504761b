import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServerChoice } from '../../src-shared/desk-settings.ts'
import { isOverheard } from '../../src-shared/network-address.ts'
import { parse } from '../../src-shared/parse.ts'
import {
  readPairingSecret,
  ServerPairingSchema,
  splitPairingUrl,
  type ServerPairing,
} from '../../src-shared/pairing.ts'
import type { Failed } from '../../src-shared/result.ts'
import { useFace } from '../face/face.ts'
import { Banner } from '../parts/Banner.tsx'
import { TextField } from '../parts/TextField.tsx'
import { ChoiceField } from './ChoiceField.tsx'
import { PlainServerDialog } from './PlainServerDialog.tsx'
import { Section } from './Section.tsx'
import { useSettings } from './use-settings.ts'

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

type Problem = 'malformed' | 'outdated' | 'refused' | 'not-let-in' | 'rate-limited' | 'offline'

/** A pairing link of that server is all it takes: it names the server and the room, and is exchanged for a key. */
function RemoteServer(props: {
  readonly server: ServerChoice
  readonly use: (server: ServerChoice) => void
}): ReactNode {
  const { t } = useTranslation()
  const { server, use } = props
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  /** A link to a server without HTTPS, until a person has insisted on it. */
  const [plain, setPlain] = useState<ServerPairing | null>(null)
  const [number, setNumber] = useState<string | null>(null)
  const { surroundings } = useFace()

  const pair = async (link: ServerPairing): Promise<void> => {
    if (surroundings.kind !== 'app') return
    const { url, room } = link
    let answer = await surroundings.pairWithServer(link)
    const hasToCompare = answer.kind === 'ok' && answer.value.kind === 'compare'
    if (answer.kind === 'ok' && answer.value.kind === 'compare') {
      const { ticket } = answer.value
      setNumber(answer.value.number)
      do answer = await surroundings.waitForServer({ url, room, ticket })
      while (answer.kind === 'ok' && answer.value.kind === 'waiting')
      setNumber(null)
    }
    if (answer.kind === 'ok' && answer.value.kind === 'paired') {
      const { key, deskId } = answer.value
      setText('')
      use({ kind: 'remote', url, room, key, deskId })
      return
    }
    setProblem(answer.kind === 'ok' ? 'offline' : problemOf(answer, hasToCompare ? 'not-let-in' : 'refused'))
  }

  return (
    <>
      {server.kind === 'remote' && (
        <dl className="facts">
          <dt>{t('settings.server.url')}</dt>
          <dd>{server.url}</dd>
          <dt>{t('settings.server.room')}</dt>
          <dd>{server.room}</dd>
        </dl>
      )}
      {server.kind === 'remote' && isOverheard(server.url) && (
        <Banner tone="warning" title={t('settings.server.plain.inUse')} />
      )}
      {plain && (
        <PlainServerDialog
          url={plain.url}
          close={() => setPlain(null)}
          insist={() => {
            setPlain(null)
            void pair(plain)
          }}
        />
      )}
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          const link = readLink(text)
          setProblem(typeof link === 'string' ? link : null)
          if (typeof link === 'string') return
          if (isOverheard(link.url)) setPlain(link)
          else void pair(link)
        }}
      >
        <p className="soft">{t('settings.server.how')}</p>
        <TextField
          type="password"
          label={t('settings.server.link')}
          value={text}
          maxLength={512}
          error={problem ? t(`pairing.problems.${problem}`) : undefined}
          onChange={setText}
        />
        {number === null ? (
          <button type="submit" className="button button-accent button-normal">
            {t('settings.server.use')}
          </button>
        ) : (
          <>
            <output className="pairing-number">{number}</output>
            <p>{t('pairing.compare.detail')}</p>
          </>
        )}
      </form>
    </>
  )
}

function readLink(text: string): ServerPairing | 'malformed' | 'outdated' {
  const split = splitPairingUrl(text)
  const secret = split && readPairingSecret(split.secret)
  if (secret?.kind === 'outdated') return 'outdated'
  if (!split || secret?.kind !== 'code') return 'malformed'
  const link = parse(ServerPairingSchema, { url: split.url, ...secret.link })
  return link.kind === 'ok' ? link.value : 'malformed'
}

function problemOf({ code }: Failed, otherwise: Problem): Problem {
  return code === 'rate-limited' || code === 'offline' ? code : otherwise
}
