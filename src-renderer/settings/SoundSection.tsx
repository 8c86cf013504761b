import { BellRing, Volume2 } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDevices } from '../call/use-devices.ts'
import { useFace } from '../face/face.ts'
import { DeviceSelect } from '../parts/DeviceSelect.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { Section } from './Section.tsx'
import { useSettings } from './use-settings.ts'

/** How loud and where a knock sounds, and whether its notices arrive: to be tried before the first visitor comes. */
export function SoundSection(): ReactNode {
  const { t } = useTranslation()
  const { client, feedback, surroundings } = useFace()
  const [settings, change] = useSettings()
  const devices = useDevices()
  const { ring } = settings
  const testRing = (): void => feedback.follow(client.command({ kind: 'test-ring' }))
  const testAlert = async (): Promise<void> => {
    const answer = await client.command({ kind: 'test-alert' })
    if (answer.kind === 'failed') feedback.say({ kind: 'failure', code: answer.code })
    else if (client.getState().alert.kind === 'shown') feedback.say({ kind: 'alert-shown' })
  }
  return (
    <Section title={t('settings.sound.title')}>
      <Volume value={ring.volume} onChange={(volume) => change({ ring: { ...ring, volume } })} />
      <DeviceSelect
        label={t('settings.sound.output')}
        devices={devices.speakers}
        value={ring.outputDeviceId}
        onChoose={(outputDeviceId) => change({ ring: { ...ring, outputDeviceId } })}
      />
      <p className="soft">{t('settings.sound.otherOutput')}</p>
      <div className="row">
        <IconButton icon={Volume2} label={t('settings.sound.testRing')} onPress={testRing} />
        <IconButton icon={BellRing} label={t('alertTest.act')} onPress={() => void testAlert()} />
      </div>
      {surroundings.kind === 'page' && <p className="soft">{t('settings.sound.phone')}</p>}
    </Section>
  )
}

/** Follows the finger at once; saved on release. */
function Volume(props: { readonly value: number; readonly onChange: (volume: number) => void }): ReactNode {
  const { t } = useTranslation()
  const id = useId()
  const [draft, setDraft] = useState<number | null>(null)
  const volume = draft ?? props.value
  const keep = (): void => {
    if (volume !== props.value) props.onChange(volume)
  }
  return (
    <div className="field">
      <label htmlFor={id}>{t('settings.sound.volume')}</label>
      <div className="volume">
        <input
          id={id}
          type="range"
          min={0.1}
          max={1}
          step={0.1}
          value={volume}
          onChange={(event) => setDraft(Number(event.target.value))}
          onPointerUp={keep}
          onKeyUp={keep}
          onBlur={() => {
            keep()
            setDraft(null)
          }}
        />
        <output htmlFor={id} className="number">
          {Math.round(volume * 100)}
        </output>
      </div>
    </div>
  )
}
