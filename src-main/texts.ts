/** Texts that the operating system shows for us: notices, tray, dialogs. Windows have their own. */
import type { Language } from '../src-shared/language.ts'
import type { Presence } from '../src-shared/room.ts'

export type MainTexts = {
  readonly knockTitle: (name: string) => string
  readonly knockBody: string
  readonly noName: string
  readonly admit: string
  readonly deny: string
  /** For a notice that has no buttons. */
  readonly openTheDesk: string
  readonly open: string
  readonly admitFirst: (name: string) => string
  readonly nobodyWaits: string
  readonly presence: string
  /** Presence follows the opening hours. */
  readonly automatic: string
  readonly presences: Readonly<Record<Presence, string>>
  readonly quit: string
  readonly trayIdle: string
  readonly trayKnock: (count: number) => string
  readonly trayCall: string
  readonly trayOffline: string
  readonly trayFollowUps: (count: number) => string
  readonly stillRunningTitle: string
  readonly stillRunningBody: string
}

const ja: MainTexts = {
  knockTitle: (name) => `コンコン：${name}がお見えです`,
  knockBody: '入室を許可すると、すぐに通話が始まります。',
  noName: 'お客様（お名前なし）',
  admit: '入室を許可',
  deny: 'お断り',
  openTheDesk: '受付の画面を開いてください。',
  open: '受付を開く',
  admitFirst: (name) => `入室を許可：${name}`,
  nobodyWaits: 'お待ちのお客様はいません',
  presence: '受付の状態',
  automatic: '営業時間に合わせる',
  presences: { open: '受付中', 'in-meeting': '打ち合わせ中', away: '離席中', closed: '受付終了' },
  quit: 'コンコンを終了',
  trayIdle: 'コンコン：受付中',
  trayKnock: (count) => `コンコン：${count}名のお客様がお待ちです`,
  trayCall: 'コンコン：通話中',
  trayOffline: 'コンコン：つながっていません',
  trayFollowUps: (count) => `折り返しなどの対応待ち：${count}件`,
  stillRunningTitle: 'コンコンは動いています',
  stillRunningBody: 'お客様が見えたらお知らせします。終了するには、このアイコンのメニューから。',
}

const en: MainTexts = {
  knockTitle: (name) => `Knock: ${name} is at the door`,
  knockBody: 'Admit starts the call at once.',
  noName: 'A visitor (no name)',
  admit: 'Admit',
  deny: 'Deny',
  openTheDesk: 'Open the front desk window.',
  open: 'Open the front desk',
  admitFirst: (name) => `Admit ${name}`,
  nobodyWaits: 'Nobody is waiting',
  presence: 'Presence',
  automatic: 'By the opening hours',
  presences: { open: 'Open', 'in-meeting': 'In a meeting', away: 'Away', closed: 'Closed' },
  quit: 'Quit Konkon',
  trayIdle: 'Konkon: the door is open',
  trayKnock: (count) => `Konkon: ${count} waiting`,
  trayCall: 'Konkon: in a call',
  trayOffline: 'Konkon: not connected',
  trayFollowUps: (count) => `${count} to follow up`,
  stillRunningTitle: 'Konkon is still running',
  stillRunningBody: 'It tells you when somebody knocks. To quit, use the menu of this icon.',
}

/** One line per language: a language without its texts does not compile. */
const texts: Readonly<Record<Language, MainTexts>> = { ja, en }

export function textsIn(language: Language): MainTexts {
  return texts[language]
}

/** A visitor's name on one line without control characters; a placeholder if it is empty. */
export function nameForSystem(name: string, { noName }: Pick<MainTexts, 'noName'>): string {
  const line = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  return line === '' ? noName : line
}
