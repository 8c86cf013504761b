import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LanSettingsSchema, type LanSettings } from '../../src-shared/desk-settings.ts'
import { parse } from '../../src-shared/parse.ts'
import { useDesk } from '../face/face.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { QrCode } from '../parts/QrCode.tsx'
import { TextField } from '../parts/TextField.tsx'
import { CertificateFingerprint } from './CertificateFingerprint.tsx'
import { CheckField } from './CheckField.tsx'
import { ChoiceField } from './ChoiceField.tsx'
import { NumberField } from './NumberField.tsx'
import { SaveBar } from './SaveBar.tsx'
import { Section } from './Section.tsx'
import { useSettings } from './use-settings.ts'
import { isSameData } from '../../src-shared/same-data.ts'

/** Opens the server in this computer to phones and PCs of the same network. Off until somebody wants it. */
export function NetworkSection(): ReactNode {
  const { t } = useTranslation()
  const [{ lan, server }, change] = useSettings()
  const [isSaved, setSaved] = useState(false)
  if (server.kind !== 'embedded') return null
  return (
    <Section title={t('settings.sections.network')} detail={t('settings.network.detail')}>
      <LanForm
        key={JSON.stringify(lan)}
        saved={lan}
        isSaved={isSaved}
        save={(changed) => {
          change({ lan: changed })
          setSaved(true)
        }}
      />
      {lan.isOpen && <LanAddress />}
    </Section>
  )
}

function LanForm(props: {
  readonly saved: LanSettings
  readonly isSaved: boolean
  readonly save: (lan: LanSettings) => void
}): ReactNode {
  const { t } = useTranslation()
  const { saved } = props
  const [lan, setLan] = useState(saved)
  const { certificate } = lan
  const checked = parse(LanSettingsSchema, lan)
  const hasFiles =
    certificate.kind === 'self-made' || (certificate.certificateFile.trim() !== '' && certificate.keyFile.trim() !== '')
  const isValid = checked.kind === 'ok' && hasFiles
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (checked.kind === 'ok' && hasFiles) props.save(checked.value)
      }}
    >
      <CheckField
        label={t('settings.network.open')}
        isOn={lan.isOpen}
        onChange={(isOpen) => setLan({ ...lan, isOpen })}
      />
      {lan.isOpen && (
        <>
          <NumberField
            label={t('settings.network.port')}
            unit=""
            value={lan.port}
            min={1}
            max={65_535}
            onChange={(port) => setLan({ ...lan, port })}
          />
          <ChoiceField
            label={t('settings.network.certificate')}
            value={certificate.kind}
            onChoose={(kind) =>
              setLan({
                ...lan,
                certificate: kind === 'given' ? { kind, certificateFile: '', keyFile: '' } : { kind },
              })
            }
            choices={[
              { value: 'self-made', label: t('settings.network.selfMade') },
              { value: 'given', label: t('settings.network.given') },
            ]}
          />
          {certificate.kind === 'self-made' && <p className="soft">{t('settings.network.warning')}</p>}
          {certificate.kind === 'given' && (
            <>
              <TextField
                label={t('settings.network.certificateFile')}
                value={certificate.certificateFile}
                maxLength={1_000}
                onChange={(certificateFile) => setLan({ ...lan, certificate: { ...certificate, certificateFile } })}
              />
              <TextField
                label={t('settings.network.keyFile')}
                value={certificate.keyFile}
                maxLength={1_000}
                onChange={(keyFile) => setLan({ ...lan, certificate: { ...certificate, keyFile } })}
              />
            </>
          )}
        </>
      )}
      <SaveBar
        isOnline
        isChanged={!isSameData(lan, saved)}
        isValid={isValid}
        isSaving={false}
        isSaved={props.isSaved}
      />
    </form>
  )
}

/** Known once the server listens on the network as well. */
function LanAddress(): ReactNode {
  const { t } = useTranslation()
  const lanUrl = useDesk((desk) => desk.lanUrl)
  if (!lanUrl) return <output>{t('settings.network.notYet')}</output>
  return (
    <div className="offer">
      <QrCode text={lanUrl} label={t('settings.network.qr')} />
      <div className="form">
        <p>{t('settings.network.address')}</p>
        <p className="address-url">{lanUrl}</p>
        <div className="row">
          <CopyButton text={lanUrl} label={t('address.copy')} />
        </div>
        <CertificateFingerprint />
      </div>
    </div>
  )
}
