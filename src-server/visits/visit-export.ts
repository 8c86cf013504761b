import { stringify } from 'csv-stringify/sync'
import type { CallEnd } from '../../src-shared/call.ts'
import type { Language } from '../../src-shared/language.ts'
import {
  outcomeOf,
  type FollowUpReason,
  type Visit,
  type VisitExport,
  type VisitOutcome,
} from '../../src-shared/visit.ts'

export type ExportContext = {
  readonly language: Language
  /** IANA name; times are those of its clock. */
  readonly timeZone: string
  readonly nowMs: number
}

/** The visits as a table that Excel opens directly: one line per visit, in the order given. */
export function toVisitExport(visits: readonly Visit[], context: ExportContext): VisitExport {
  const words = texts[context.language]
  // Swedish formats times like ISO 8601, which Excel understands in every language.
  const times = new Intl.DateTimeFormat('sv-SE', {
    timeZone: context.timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  const timeAt = (epochMs: number): string => times.format(epochMs)
  const csv = stringify(
    visits.map((visit) => toCells(visit, words, timeAt)),
    {
      bom: true,
      record_delimiter: 'windows',
      header: true,
      columns: [...words.header],
      // What visitors write must not run as a formula.
      escape_formulas: true,
    },
  )
  return { fileName: `${words.file}_${timeAt(context.nowMs).slice(0, 10)}.csv`, csv }
}

type Cell = string | number

function toCells(visit: Visit, words: Words, timeAt: (epochMs: number) => string): readonly Cell[] {
  const { end, call, followUp } = visit
  const isKnock = end.kind !== 'not-knocked'
  const request = followUp.kind === 'none' ? null : followUp.request
  return [
    timeAt(visit.startedAtMs),
    visit.name,
    visit.company,
    words.outcomes[outcomeOf(end)],
    isKnock ? inSeconds(visit.endedAtMs - visit.startedAtMs) : '',
    'by' in end ? end.by.name : '',
    call ? inSeconds(call.endedAtMs - visit.endedAtMs) : '',
    call ? words.callEnds[call.reason] : '',
    words.followUps[followUp.kind],
    followUp.kind === 'none' ? '' : words.reasons[followUp.reason],
    request?.phone ?? '',
    request?.about ?? '',
    request?.when ?? '',
    followUp.kind === 'done' ? timeAt(followUp.atMs) : '',
    followUp.kind === 'done' ? followUp.by.name : '',
    followUp.kind === 'done' ? followUp.note : '',
  ]
}

function inSeconds(ms: number): number {
  return Math.round(ms / 1_000)
}

type Words = {
  readonly file: string
  readonly header: readonly string[]
  readonly outcomes: Readonly<Record<VisitOutcome, string>>
  readonly callEnds: Readonly<Record<CallEnd, string>>
  readonly followUps: Readonly<Record<Visit['followUp']['kind'], string>>
  readonly reasons: Readonly<Record<FollowUpReason, string>>
}

const texts: Readonly<Record<Language, Words>> = {
  ja: {
    file: '来訪記録',
    header: [
      '日時',
      'お名前',
      '会社名',
      '結果',
      '待ち時間（秒）',
      '対応した受付',
      '通話時間（秒）',
      '通話の終わり方',
      '対応状況',
      '対応の理由',
      '電話番号',
      'ご用件',
      'ご都合のよい時間',
      '対応日時',
      '対応した人',
      'メモ',
    ],
    outcomes: {
      admitted: '入室',
      denied: 'お断り',
      withdrawn: '取りやめ',
      expired: '応答なし',
      'page-closed': 'ページを閉じた',
      'not-knocked': 'ノックなし',
    },
    callEnds: {
      'visitor-left': 'お客様が退出',
      'desk-hung-up': '受付が終了',
      'visitor-lost': 'お客様の接続が切れた',
      'desk-lost': '受付の接続が切れた',
    },
    followUps: { none: '', open: '未対応', done: '対応済み' },
    reasons: { missed: '応答できず', 'call-back-requested': '折り返しのご希望', 'call-promised': 'お電話のお約束' },
  },
  en: {
    file: 'visit-log',
    header: [
      'Time',
      'Name',
      'Company',
      'Outcome',
      'Waited (s)',
      'Answered by',
      'Call (s)',
      'How the call ended',
      'Follow-up',
      'Reason',
      'Phone',
      'About',
      'When it suits',
      'Done at',
      'Done by',
      'Note',
    ],
    outcomes: {
      admitted: 'Admitted',
      denied: 'Denied',
      withdrawn: 'Withdrawn',
      expired: 'Unanswered',
      'page-closed': 'Page closed',
      'not-knocked': 'Did not knock',
    },
    callEnds: {
      'visitor-left': 'Visitor left',
      'desk-hung-up': 'Desk hung up',
      'visitor-lost': 'Visitor lost the connection',
      'desk-lost': 'Desk lost the connection',
    },
    followUps: { none: '', open: 'To be done', done: 'Done' },
    reasons: { missed: 'Missed', 'call-back-requested': 'Call-back requested', 'call-promised': 'Call promised' },
  },
}
