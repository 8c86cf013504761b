import {
  BellOff,
  BellRing,
  Check,
  ClockAlert,
  FileWarning,
  Download,
  Globe,
  HardDrive,
  Monitor,
  MonitorSmartphone,
  RefreshCw,
  Unplug,
  Volume2,
  VolumeX,
  WifiOff,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServerNoticeKind } from '../../src-shared/server-notice.ts'
import { assertNever, type FailureCode } from '../../src-shared/result.ts'
import { isOwner } from '../../src-desk/core/selectors.ts'
import { mayRestart } from '../../src-desk/updates/updates.ts'
import { useDateFormat } from '../face/use-date-format.ts'
import { useDesk, useFace, useStore, type AlertPermission, type Face } from '../face/face.ts'
import type { Store } from '../face/store.ts'
import type { WayTrouble } from '../../src-shared/way-trouble.ts'
import { Banner, type BannerProps } from '../parts/Banner.tsx'
import { shellProblems, type ShellProblem } from './banners.ts'

const nothingToAsk: Store<AlertPermission | null> = { getState: () => null, subscribe: () => () => undefined }

/** What is wrong with connection, sound and notices, each with what to do about it. */
export function Problems(): ReactNode {
  const face = useFace()
  const permission = useStore<AlertPermission | null>(
    face.surroundings.kind === 'page' ? face.surroundings.alertPermission : nothingToAsk,
  )
  const describe = useDescription(face)
  const problems = useDesk((desk) => shellProblems(desk, permission))
  if (problems.length === 0) return null
  return (
    <div className="problems">
      {problems.map((problem) => (
        <Banner key={problem.kind} {...describe(problem)} />
      ))}
    </div>
  )
}

function useDescription(face: Face): (problem: ShellProblem) => BannerProps {
  const { t } = useTranslation()
  const { client, feedback, surroundings } = face
  const reconnect = (): void => feedback.follow(client.command({ kind: 'reconnect' }))
  const isFree = useDesk(mayRestart)
  const mayConfirm = useDesk(isOwner)
  const install = (): void => feedback.follow(client.command({ kind: 'install-update' }))
  const testRing = (): void => feedback.follow(client.command({ kind: 'test-ring' }))
  const testAlert = (): void => feedback.follow(client.command({ kind: 'test-alert' }))
  const longDate = useDateFormat({ dateStyle: 'long' })
  const shortTime = useDateFormat({ timeStyle: 'short' })
  const longTime = useDateFormat({ dateStyle: 'medium', timeStyle: 'short' })
  const serverNowMs = (): number => Date.now() + client.getState().clockOffsetMs
  const tryAlert = { icon: BellRing, label: t('alertTest.act'), onPress: testAlert }
  const tryRing = { icon: Volume2, label: t('problems.testRing'), onPress: testRing }
  const openSound = {
    icon: Volume2,
    label: t('problems.chooseOutput'),
    onPress: () => {
      location.hash = 'settings/sound'
    },
  }
  const wayWords = (trouble: WayTrouble): { readonly title: string; readonly detail: string } => {
    if (trouble.kind === 'line-down') {
      const title = t('alarms.lineDown', { time: longTime.format(trouble.sinceMs) })
      return { title, detail: t('alarms.lineDownDetail') }
    }
    if (trouble.kind === 'leads-elsewhere') {
      const title = t('alarms.leadsElsewhere', { time: longTime.format(trouble.sinceMs) })
      return { title, detail: t('alarms.leadsElsewhereDetail') }
    }
    const title =
      trouble.untilMs === null
        ? t('alarms.noCertificate')
        : t('alarms.certificateEnds', { date: longDate.format(trouble.untilMs) })
    return { title, detail: t('alarms.certificateDetail') }
  }
  const confirmOf = (notice: ServerNoticeKind, label: string): BannerProps['action'] => ({
    icon: Check,
    label,
    onPress: () => feedback.follow(client.request('notice:confirm', { notice })),
  })
  const retry = { icon: RefreshCw, label: t('connection.retry'), onPress: reconnect }

  return (problem) => {
    switch (problem.kind) {
      case 'connecting':
        return { tone: 'calm', icon: Unplug, title: t('connection.connecting') }
      case 'server-unreachable':
        return {
          tone: 'alarm',
          icon: WifiOff,
          title: t('alarms.serverUnreachable', { time: shortTime.format(problem.sinceMs) }),
          detail: t('alarms.serverUnreachableDetail'),
          action: retry,
        }
      case 'server-cannot-write':
        return {
          tone: 'alarm',
          icon: HardDrive,
          title: t(`alarms.serverCannotWrite.${problem.trouble}`),
          detail: t(`alarms.serverCannotWriteDetail.${problem.trouble}`),
        }
      case 'way-in-trouble':
        return {
          tone: 'alarm',
          icon: Globe,
          ...wayWords(problem.trouble),
          action: mayConfirm
            ? {
                icon: Globe,
                label: t('alarms.lookAtWay'),
                onPress: () => {
                  location.hash = 'settings/relay'
                },
              }
            : undefined,
        }
      case 'sound-lost':
        return {
          tone: 'alarm',
          icon: VolumeX,
          title: t('alarms.soundLost'),
          detail: t('alarms.soundLostDetail'),
          action: tryRing,
        }
      case 'outdated':
        return {
          tone: 'warning',
          icon: Download,
          title: t('alarms.outdated', { version: problem.version, date: longDate.format(problem.sinceMs) }),
          ...(problem.isReady
            ? isFree
              ? { action: { icon: RefreshCw, label: t('update.install'), onPress: install } }
              : { detail: t('update.later') }
            : { detail: t('update.failed', { version: problem.version }) }),
        }
      case 'alerts-blocked':
        return {
          tone: 'alarm',
          icon: BellOff,
          title: t('alarms.alertsBlocked'),
          detail: t(`alarms.alertsBlockedDetail.${surroundings.kind}`),
          action: tryAlert,
        }
      case 'offline': {
        // Of a server that stays away the alarm tells.
        if (problem.isRestart) return { tone: 'calm', icon: RefreshCw, title: t('connection.restarting') }
        return {
          tone: 'severe',
          icon: WifiOff,
          title: t('connection.offline', { time: shortTime.format(problem.sinceMs) }),
          detail: t('connection.offlineDetail'),
          action: retry,
        }
      }
      case 'refused':
        return {
          tone: 'severe',
          icon: Unplug,
          title: t('connection.refused.title'),
          detail: t(`connection.refused.${refusalKey(problem.code)}`),
          action: retry,
        }
      case 'displaced': {
        const useHere = { icon: Monitor, label: t('connection.useHere'), onPress: reconnect }
        return { tone: 'severe', icon: Monitor, title: t('connection.displaced'), action: useHere }
      }
      case 'ring-needs-gesture': {
        const onPress = surroundings.kind === 'page' ? surroundings.enableSound : testRing
        const turnOn = { icon: Volume2, label: t('problems.turnSoundOn'), onPress }
        return { tone: 'severe', icon: VolumeX, title: t('problems.ringNeedsGesture'), action: turnOn }
      }
      case 'ring-other-output':
        return { tone: 'warning', icon: Volume2, title: t('problems.ringOtherOutput'), action: openSound }
      case 'ring-failed':
        return { tone: 'severe', icon: VolumeX, title: t('problems.ringFailed'), action: tryRing }
      case 'alert-not-asked': {
        const ask = surroundings.kind === 'page' ? surroundings.alertPermission.ask : undefined
        const allow = ask && { icon: BellRing, label: t('problems.allowAlerts'), onPress: ask }
        return { tone: 'warning', icon: BellOff, title: t('problems.alertNotAsked'), action: allow }
      }
      case 'alert-denied':
        return { tone: 'warning', icon: BellOff, title: t('problems.alertDenied') }
      case 'alert-unsupported':
        return { tone: 'calm', icon: BellOff, title: t('problems.alertUnsupported') }
      case 'alert-turned-off':
        return { tone: 'warning', icon: BellOff, title: t('problems.alertTurnedOff') }
      case 'alert-failed':
        return { tone: 'warning', icon: BellOff, title: t('problems.alertFailed') }
      case 'clock-jumped':
        return {
          tone: 'warning',
          icon: ClockAlert,
          title: t('notices.clockJumped', { time: longTime.format(serverNowMs() + problem.byMs) }),
          detail: t('notices.clockJumpedDetail', { time: longTime.format(serverNowMs()) }),
          ...(mayConfirm && { action: confirmOf(problem.kind, t('notices.clockIsRight')) }),
        }
      case 'newcomer':
        return {
          tone: 'calm',
          icon: MonitorSmartphone,
          title: t('newcomer.title', { name: problem.name || t('pairedDesk.unnamed') }),
          action: {
            icon: MonitorSmartphone,
            label: t('newcomer.look'),
            onPress: () => {
              location.hash = 'settings/desks'
            },
          },
        }
      case 'entries-set-aside':
        return {
          tone: 'warning',
          icon: FileWarning,
          title: t('notices.entriesSetAside', { count: problem.count }),
          detail: t('notices.entriesSetAsideDetail'),
          ...(mayConfirm && { action: confirmOf(problem.kind, t('notices.confirm')) }),
        }
      default:
        return assertNever(problem)
    }
  }
}

function refusalKey(code: FailureCode): 'unauthorised' | 'unknown-room' | 'protocol-mismatch' | 'other' {
  return code === 'unauthorised' || code === 'unknown-room' || code === 'protocol-mismatch' ? code : 'other'
}
