import {
  Ban,
  BellRing,
  Building2,
  CalendarClock,
  Camera,
  ClipboardCheck,
  Globe,
  Lightbulb,
  ListChecks,
  MessageSquareText,
  MonitorCog,
  MonitorSmartphone,
  Network,
  NotebookText,
  Volume2,
  type LucideIcon,
} from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { companySections, deskSections, type SettingsSection } from './sections.ts'

const icons: Record<SettingsSection, LucideIcon> = {
  company: Building2,
  hours: CalendarClock,
  replies: MessageSquareText,
  calling: BellRing,
  'call-outs': Lightbulb,
  blocks: Ban,
  log: NotebookText,
  relay: Globe,
  desks: MonitorSmartphone,
  'first-steps': ListChecks,
  desk: MonitorCog,
  sound: Volume2,
  devices: Camera,
  'self-test': ClipboardCheck,
  network: Network,
}

/** Links to the sections, grouped by whom they concern. */
export function SettingsNavigation(props: {
  readonly sections: readonly SettingsSection[]
  readonly current: SettingsSection
}): ReactNode {
  const { t } = useTranslation()
  return (
    <nav className="settings-navigation" aria-label={t('settings.title')}>
      <Group title={t('settings.forCompany')} {...props} among={companySections} />
      <Group title={t('settings.forDesk')} {...props} among={deskSections} />
    </nav>
  )
}

function Group(props: {
  readonly title: string
  readonly among: readonly SettingsSection[]
  readonly sections: readonly SettingsSection[]
  readonly current: SettingsSection
}): ReactNode {
  const { t } = useTranslation()
  const id = useId()
  return (
    <>
      <p id={id} className="settings-group soft">
        {props.title}
      </p>
      <ul aria-labelledby={id}>
        {props.among
          .filter((section) => props.sections.includes(section))
          .map((section) => {
            const Icon = icons[section]
            return (
              <li key={section}>
                <a
                  className="settings-link"
                  href={`#settings/${section}`}
                  aria-current={section === props.current ? 'page' : undefined}
                >
                  <Icon aria-hidden className="button-icon" />
                  <span>{t(`settings.sections.${section}`)}</span>
                </a>
              </li>
            )
          })}
      </ul>
    </>
  )
}
