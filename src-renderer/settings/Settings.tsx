import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../src-shared/result.ts'
import { isOwner } from '../../src-desk/core/selectors.ts'
import { useDesk, useFace } from '../face/face.ts'
import { useHash } from '../face/use-hash.ts'
import { AddressPanel } from '../address/AddressPanel.tsx'
import { BlocksSection } from './BlocksSection.tsx'
import { CallingSection } from './CallingSection.tsx'
import { CallOutsSection } from '../call-outs/CallOutsSection.tsx'
import { CopySection } from './CopySection.tsx'
import { DeskSection } from './DeskSection.tsx'
import { DesksSection } from './DesksSection.tsx'
import { DevicesSection } from './DevicesSection.tsx'
import { FirstStepsSection } from './FirstStepsSection.tsx'
import { HoursSection } from './HoursSection.tsx'
import { LogSection } from './LogSection.tsx'
import { AuditSection } from './AuditSection.tsx'
import { NetworkSection } from './NetworkSection.tsx'
import { OwnersOnly } from './OwnersOnly.tsx'
import { ProfileSection } from './ProfileSection.tsx'
import { RelaySection } from '../relay/RelaySection.tsx'
import { RepliesSection } from './RepliesSection.tsx'
import { sectionIn, sectionsIn, type SettingsSection } from './sections.ts'
import { SelfTestSection } from './SelfTestSection.tsx'
import { ServerSection } from './ServerSection.tsx'
import { SettingsNavigation } from './SettingsNavigation.tsx'
import { SoundSection } from './SoundSection.tsx'
import { ThisPairingSection } from './ThisPairingSection.tsx'

/** All that can be set, one section at a time. A phone shows either the list or the section. */
export function Settings(): ReactNode {
  const { t } = useTranslation()
  const { surroundings } = useFace()
  const sections = sectionsIn(surroundings.kind)
  const chosen = sectionIn(useHash())
  const current = chosen !== null && sections.includes(chosen) ? chosen : 'company'
  return (
    <div className={`settings ${chosen === null ? 'settings-list-first' : 'settings-section-first'}`}>
      <h1 className="title">{t('settings.title')}</h1>
      <a className="settings-back" href="#settings">
        <ChevronLeft aria-hidden className="button-icon" />
        {t('settings.back')}
      </a>
      <SettingsNavigation sections={sections} current={current} />
      <div className="settings-contents">
        <Contents section={current} />
      </div>
    </div>
  )
}

function Contents(props: { readonly section: SettingsSection }): ReactNode {
  const { t } = useTranslation()
  const isOwned = useDesk(isOwner)
  switch (props.section) {
    case 'company':
      return (
        <>
          <OwnersOnly>
            <ProfileSection />
          </OwnersOnly>
          <AddressPanel />
        </>
      )
    case 'hours':
      return (
        <OwnersOnly>
          <HoursSection />
        </OwnersOnly>
      )
    case 'replies':
      return (
        <OwnersOnly>
          <RepliesSection />
        </OwnersOnly>
      )
    case 'calling':
      return (
        <OwnersOnly>
          <CallingSection />
        </OwnersOnly>
      )
    case 'call-outs':
      return (
        <OwnersOnly>
          <CallOutsSection />
        </OwnersOnly>
      )
    case 'blocks':
      return <BlocksSection />
    case 'log':
      return (
        <OwnersOnly>
          <LogSection />
          <CopySection />
        </OwnersOnly>
      )
    case 'relay':
      return isOwned ? <RelaySection /> : <p className="soft">{t('settings.ownersOnly')}</p>
    case 'desks':
      return (
        <>
          <DesksSection />
          <ThisPairingSection />
          {isOwned && <AuditSection />}
        </>
      )
    case 'first-steps':
      return <FirstStepsSection />
    case 'desk':
      return <DeskSection />
    case 'sound':
      return <SoundSection />
    case 'devices':
      return <DevicesSection />
    case 'self-test':
      return <SelfTestSection />
    case 'network':
      return (
        <>
          <NetworkSection />
          <ServerSection />
        </>
      )
    default:
      return assertNever(props.section)
  }
}
