import { stringify } from 'csv-stringify/sync'
import type { Language } from '../../src-shared/language.ts'
import { programTexts } from '../../src-shared/texts/program-texts.ts'
import type { VisitExportTexts } from '../../src-shared/texts/program-texts-type.ts'
import { visitorAlone } from '../../src-shared/visitor-name.ts'
import { outcomeOf, type Visit, type VisitEnd, type VisitExport } from '../../src-shared/visit.ts'

export type ExportContext = {
  readonly language: Language
  /** IANA name; times are those of its clock. */
  readonly timeZone: string
  readonly nowMs: number
}

/** The visits as a table that Excel opens directly: one line per visit, in the order given. */
export function toVisitExport(visits: readonly Visit[], context: ExportContext): VisitExport {
  const { visitExport: words, visitor } = programTexts[context.language]
  // Swedish formats times like ISO 8601, which Excel understands in every language.
  const times = new Intl.DateTimeFormat('sv-SE', {
    timeZone: context.timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  const timeAt = (epochMs: number): string => times.format(epochMs)
  const csv = stringify(
    visits.map((visit) => toCells({ ...visit, name: visitorAlone(visit.name, visitor) }, words, timeAt)),
    {
      bom: true,
      record_delimiter: 'windows',
      header: true,
      columns: [...words.header],
      // What visitors write must not run as a formula.
      escape_formulas: true,
      // The library quotes what holds a whole line end of this table, and a note may hold half of one.
      quoted_match: /[\r\n]/,
    },
  )
  return { fileName: `${words.file}_${timeAt(context.nowMs).slice(0, 10)}.csv`, csv }
}

type Cell = string | number

function toCells(visit: Visit, words: VisitExportTexts, timeAt: (epochMs: number) => string): readonly Cell[] {
  const { end, call, followUp } = visit
  const isKnock = end.kind !== 'not-knocked'
  const request = followUp.kind === 'none' ? null : followUp.request
  return [
    timeAt(visit.startedAtMs),
    visit.name,
    visit.company,
    outcomeWords(end, words),
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
    visit.invitedBy?.name ?? '',
  ]
}

function outcomeWords(end: VisitEnd, { outcomes, heldOutcomes }: VisitExportTexts): string {
  const outcome = outcomeOf(end)
  return ('wasHeld' in end && end.wasHeld && heldOutcomes[outcome]) || outcomes[outcome]
}

function inSeconds(ms: number): number {
  return Math.round(ms / 1_000)
}
