import { KeyRound, Play, SearchCheck } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isHostNameOrAddress, isIpv4Address } from '../../src-shared/host-name.ts'
import { parse } from '../../src-shared/parse.ts'
import { RelaySetUpRequestSchema, relaySteps, type RelayLook } from '../../src-shared/relay-set-up.ts'
import { useFace } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { TextField } from '../parts/TextField.tsx'
import { CheckField } from '../settings/CheckField.tsx'
import { ChoiceField } from '../settings/ChoiceField.tsx'
import { NumberField } from '../settings/NumberField.tsx'
import { KeyFileField } from './KeyFileField.tsx'

type Typed = {
  readonly host: string
  readonly port: number
  readonly name: string
  readonly user: string
  readonly proof: 'password' | 'key'
  readonly password: string
  readonly privateKey: string
  readonly takesOver: boolean
}

/** What was found of the server that was typed: nothing is sent to it before a person has seen its key. */
type Found = { readonly kind: 'looking' } | { readonly kind: 'none' } | ({ readonly kind: 'key' } & RelayLook)

/** Makes a relay of a server: first its key is shown, and what will be done there; then it is done. */
export function RelayForm(props: {
  readonly canAsk: boolean
  /** Of the relay that there is already; this server has one name. */
  readonly name: string | null
  readonly onBegun: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const [typed, setTyped] = useState<Typed>(() => ({ ...nothingTyped, name: props.name ?? '' }))
  const [found, setFound] = useState<Found | null>(null)
  const change = (part: Partial<Typed>): void => {
    setTyped({ ...typed, ...part })
    // Another server has another key.
    if ('host' in part || 'port' in part) setFound(null)
  }
  const request = found?.kind === 'key' ? requestOf(typed, found) : null
  const name = nameOf(typed)

  const look = async (): Promise<void> => {
    setFound({ kind: 'looking' })
    const { host, port } = typed
    const answer = await client.request('relay:look', { host: host.trim(), port })
    setFound(answer.kind === 'ok' ? { kind: 'key', ...answer.value } : { kind: 'none' })
  }
  const begin = async (): Promise<void> => {
    if (request?.kind !== 'ok') return
    const answer = await client.request('relay:set-up', request.value)
    if (answer.kind === 'failed') return feedback.say({ kind: 'failure', code: answer.code })
    setTyped(nothingTyped)
    setFound(null)
    props.onBegun()
  }

  function nameError(): string | undefined {
    if (name !== '') return isHostNameOrAddress(name) ? undefined : t('relay.faults.bad-name')
    // Nothing is missing before the server was named.
    return typed.host.trim() === '' ? undefined : t('relay.nameNeeded')
  }

  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void (request?.kind === 'ok' ? begin() : look())
      }}
    >
      <p className="soft">{t('relay.needs')}</p>
      <TextField
        label={t('relay.host')}
        detail={t('relay.hostDetail')}
        value={typed.host}
        maxLength={253}
        onChange={(host) => change({ host })}
      />
      <TextField
        label={t('relay.name')}
        detail={t('relay.nameDetail')}
        error={nameError()}
        value={typed.name}
        maxLength={253}
        isDisabled={props.name !== null}
        onChange={(typedName) => change({ name: typedName })}
      />
      <TextField label={t('relay.user')} value={typed.user} maxLength={32} onChange={(user) => change({ user })} />
      <ChoiceField
        label={t('relay.proof')}
        value={typed.proof}
        onChoose={(proof) => change({ proof })}
        choices={[
          { value: 'password', label: t('relay.password') },
          { value: 'key', label: t('relay.key') },
        ]}
      />
      {typed.proof === 'key' && (
        <KeyFileField label={t('relay.keyFile')} onRead={(privateKey) => change({ privateKey })} />
      )}
      <TextField
        label={t(typed.proof === 'key' ? 'relay.passphrase' : 'relay.password')}
        detail={t('relay.once')}
        type="password"
        value={typed.password}
        maxLength={1_000}
        onChange={(password) => change({ password })}
      />
      <details className="relay-more">
        <summary>{t('relay.more')}</summary>
        <NumberField
          label={t('relay.port')}
          unit=""
          value={typed.port}
          min={1}
          max={65_535}
          onChange={(port) => change({ port })}
        />
        <CheckField
          label={t('relay.takesOver')}
          isOn={typed.takesOver}
          onChange={(takesOver) => change({ takesOver })}
        />
      </details>
      {found?.kind !== 'key' && (
        <div className="row">
          <IconButton
            icon={SearchCheck}
            label={t(found?.kind === 'looking' ? 'relay.looking' : 'relay.look')}
            tone="accent"
            onPress={
              props.canAsk && found?.kind !== 'looking' && typed.host.trim() !== '' && !Number.isNaN(typed.port)
                ? () => void look()
                : undefined
            }
          />
        </div>
      )}
      {found?.kind === 'none' && (
        <p className="field-error" role="alert">
          {t('relay.faults.unreachable')}
        </p>
      )}
      {found?.kind === 'key' && (
        <div className="relay-plan">
          <p>
            <KeyRound aria-hidden className="button-icon" /> {t('relay.fingerprint')}
          </p>
          <p className="relay-fingerprint">{found.fingerprint}</p>
          <p className="soft">{t('relay.compare')}</p>
          {isIpv4Address(name) && <p>{t('relay.opensAddress', { url: `https://${name}/` })}</p>}
          <p>{t('relay.will')}</p>
          <ul className="dialog-list">
            {relaySteps.map((step) => (
              <li key={step}>{t(`relay.plan.${step}`)}</li>
            ))}
          </ul>
          <p className="soft">{t('relay.ports')}</p>
          {request?.kind !== 'ok' && <p className="field-error">{t('relay.incomplete')}</p>}
          <div className="row">
            <IconButton
              icon={Play}
              label={t('relay.begin')}
              tone="accent"
              size="large"
              onPress={props.canAsk && request?.kind === 'ok' ? () => void begin() : undefined}
            />
          </div>
        </div>
      )}
    </form>
  )
}

const nothingTyped: Typed = {
  host: '',
  port: 22,
  name: '',
  user: 'root',
  proof: 'password',
  password: '',
  privateKey: '',
  takesOver: false,
}

/** Who leaves the name empty is reached by the server's address; empty where that is no address either. */
function nameOf({ name, host }: Typed): string {
  const typed = name.trim().toLowerCase()
  const address = host.trim()
  return typed === '' && isIpv4Address(address) ? address : typed
}

function requestOf(typed: Typed, { hostKey }: RelayLook) {
  const { host, port, user, password, privateKey, takesOver } = typed
  const proof =
    typed.proof === 'password'
      ? { kind: 'password', password }
      : { kind: 'key', privateKey, passphrase: password === '' ? null : password }
  return parse(RelaySetUpRequestSchema, { login: { host, port, user, proof }, hostKey, name: nameOf(typed), takesOver })
}
