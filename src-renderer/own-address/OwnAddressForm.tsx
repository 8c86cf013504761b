import { Link2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { OwnAddressSchema, originIn, type PasserKind } from '../../src-shared/own-address.ts'
import { parse } from '../../src-shared/parse.ts'
import { useFace } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { TextField } from '../parts/TextField.tsx'
import { TargetNote } from './TargetNote.tsx'

/** Takes an address that an owner's own proxy or tunnel leads here from. */
export function OwnAddressForm(props: {
  readonly by: PasserKind
  readonly targets: readonly string[]
  readonly canAsk: boolean
  readonly onTaken: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const { by } = props
  const [typed, setTyped] = useState('')
  const [proxy, setProxy] = useState('127.0.0.1')
  const origin = originIn(typed)
  const address = parse(OwnAddressSchema, {
    by,
    origin: origin ?? '',
    ...(by === 'proxy' ? { proxy: proxy.trim() } : {}),
  })
  const take = async (): Promise<void> => {
    if (address.kind !== 'ok') return
    const answer = await client.request('own-address:set', address.value)
    if (answer.kind === 'failed') return feedback.say({ kind: 'failure', code: answer.code })
    props.onTaken()
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void take()
      }}
    >
      <TargetNote by={by} targets={props.targets} />
      <TextField
        label={t('ownAddress.origin')}
        detail={t(`ownAddress.originDetail.${by}`)}
        error={typed.trim() !== '' && origin === null ? t('ownAddress.badOrigin') : undefined}
        type="url"
        value={typed}
        maxLength={300}
        onChange={setTyped}
      />
      {by === 'proxy' && (
        <TextField
          label={t('ownAddress.proxy')}
          detail={t('ownAddress.proxyDetail')}
          error={origin !== null && address.kind === 'failed' ? t('ownAddress.badProxy') : undefined}
          value={proxy}
          maxLength={45}
          onChange={setProxy}
        />
      )}
      <div className="row">
        <IconButton
          icon={Link2}
          label={t('ownAddress.use')}
          tone="accent"
          size="large"
          onPress={props.canAsk && address.kind === 'ok' ? () => void take() : undefined}
        />
      </div>
    </form>
  )
}
