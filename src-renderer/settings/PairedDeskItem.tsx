import { Check, Pencil, Unlink, UserMinus, UserPlus, X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PairedDesk } from '../../src-shared/pairing.ts'
import type { Done } from '../../src-shared/result.ts'
import { useDateFormat } from '../face/use-date-format.ts'
import { useDesk, useFace } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { DeskNameField } from './DeskNameField.tsx'
import { useCarryOut } from './use-carry-out.ts'

type Mode = 'shown' | 'renaming' | 'revoking'

/** One paired desk: who it is, whether it is there, and a new name or the end of its pairing. */
export function PairedDeskItem(props: {
  readonly desk: PairedDesk
  /** It has to stay one: the server lets nobody end it. */
  readonly isOnlyOwner: boolean
  readonly askAgain: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { client } = useFace()
  const { self, role } = useDesk(({ self, role }) => ({ self, role }))
  const { desk } = props
  const [mode, setMode] = useState<Mode>('shown')
  const [name, setName] = useState(desk.name)
  const otherRole = desk.role === 'owner' ? 'desk' : 'owner'
  const shownName = desk.name || t('pairedDesk.unnamed')

  const follow = useCarryOut(props.askAgain)
  const carryOut = (answer: Promise<Done>): void => {
    setMode('shown')
    void follow(answer)
  }

  return (
    <li className="entry-frame paired-desk">
      <p className="paired-desk-words">
        <strong>{desk.id === self.id ? t('settings.pairing.thisDesk', { name: shownName }) : shownName}</strong>
        <span className="soft">{t(`settings.roles.${desk.role}`)}</span>
        <Presence desk={desk} />
      </p>
      {mode === 'shown' && role === 'owner' && (
        <div className="row">
          <IconButton icon={Pencil} label={t('settings.desks.rename')} onPress={() => setMode('renaming')} />
          {!props.isOnlyOwner && (
            <>
              <IconButton
                icon={desk.role === 'owner' ? UserMinus : UserPlus}
                label={t(`settings.roles.make.${otherRole}`)}
                onPress={() => carryOut(client.request('desks:set-role', { deskId: desk.id, role: otherRole }))}
              />
              <IconButton
                icon={Unlink}
                label={t('settings.desks.revoke')}
                onPress={() => setMode('revoking')}
                tone="deny"
              />
            </>
          )}
        </div>
      )}
      {props.isOnlyOwner && role === 'owner' && <p className="soft">{t('settings.desks.onlyOwner')}</p>}
      {mode === 'renaming' && (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() !== '') carryOut(client.request('desks:rename', { deskId: desk.id, name }))
          }}
        >
          <DeskNameField deskId={desk.id} value={name} onChange={setName} />
          <div className="row">
            <button type="submit" className="button button-accent button-normal" disabled={name.trim() === ''}>
              <Check aria-hidden className="button-icon" />
              {t('settings.save')}
            </button>
            <IconButton icon={X} label={t('picker.cancel')} onPress={() => setMode('shown')} />
          </div>
        </form>
      )}
      {mode === 'revoking' && (
        <fieldset className="form" aria-label={t('settings.desks.revoke')}>
          <p>{t('settings.desks.revokeSure', { name: shownName })}</p>
          <div className="row">
            <IconButton
              icon={Unlink}
              label={t('settings.desks.revokeNow')}
              onPress={() => carryOut(client.request('desks:revoke', { deskId: desk.id }))}
              tone="deny"
            />
            <IconButton icon={X} label={t('picker.cancel')} onPress={() => setMode('shown')} />
          </div>
        </fieldset>
      )}
    </li>
  )
}

function Presence({ desk }: { readonly desk: PairedDesk }): ReactNode {
  const { t } = useTranslation()
  const format = useDateFormat({ dateStyle: 'medium', timeStyle: 'short' })
  if (desk.isConnected) return <span className="result-good">{t('settings.desks.connected')}</span>
  if (desk.lastSeenAtMs === null) return <span className="soft">{t('settings.desks.neverSeen')}</span>
  return <span className="soft">{t('settings.desks.lastSeen', { time: format.format(desk.lastSeenAtMs) })}</span>
}
