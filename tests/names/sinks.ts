/** What a stranger calls himself, through everything that writes it down for a program or a person. */
import * as fc from 'fast-check'
import { createTransport } from 'nodemailer'
import { pino } from 'pino'
import { toastXml } from '../../src-main/alerts/toast-xml.ts'
import { menuLabel, textsIn, visitorForSystem } from '../../src-main/texts.ts'
import { addLaterTexts, createTexts } from '../../src-renderer/texts/i18n.ts'
import { loadTexts } from '../../src-renderer/texts/texts.ts'
import { toJson, type CallOutMessage } from '../../src-server/call-outs/call-out-message.ts'
import { writeMail } from '../../src-server/call-outs/mail.ts'
import { escapeHtml, withPageData, withTitle } from '../../src-server/http/page-template.ts'
import { toVisitExport } from '../../src-server/visits/visit-export.ts'
import { CallOutSchema } from '../../src-shared/call-out.ts'
import { VisitorNameSchema } from '../../src-shared/knock.ts'
import { languages } from '../../src-shared/language.ts'
import { parse } from '../../src-shared/parse.ts'
import type { Visit } from '../../src-shared/visit.ts'
import { fillIn } from '../../src-visitor/texts/texts.ts'
import { evilText } from '../support/evil-text.ts'
import { parseDeskId, parseKnockId, parseRoomAddress } from '../support/room-client.ts'
import { readCsv } from './read-csv.ts'

/** A sink, and what is bad about how it wrote the text; null where all is well. */
export type Sink = readonly [name: string, findFault: (text: string) => string | null | Promise<string | null>]

const knockId = parseKnockId('k_1')
const by = { id: parseDeskId('d-1'), name: '' }
const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

export const sinks: readonly Sink[] = [
  ['a name that is taken', nameTaken],
  ['a toast of Windows', toast],
  ['a menu of the tray', menu],
  ['the table of visits', csv],
  ['a mail', mail],
  ['the title of a page, and its data', page],
  ['the body of a webhook and of MQTT', json],
  ['a topic of MQTT', topic],
  ['a line of the log', logLine],
  ['the words of the desk', deskWords],
  [
    'the words of the visitor’s page',
    (text) => (fillIn('<{{name}}>', { name: text }) === `<${text}>` ? null : 'changed'),
  ],
]

/** Each text goes through every sink. */
export const sinkProperty: fc.IAsyncPropertyWithHooks<[string]> = fc.asyncProperty(evilText, async (text) => {
  for (const [name, findFault] of sinks) {
    const fault = await findFault(text)
    if (fault !== null) throw new Error(`${name}: ${fault}`)
  }
})

function nameTaken(text: string): string | null {
  const name = parse(VisitorNameSchema, text)
  if (name.kind === 'failed') return null
  if (controls.test(name.value)) return `it keeps a control character: ${JSON.stringify(name.value)}`
  if (!name.value.isWellFormed()) return 'it keeps half a character'
  return name.value.length > 60 ? 'it is longer than 60 characters' : null
}

/** The whole grammar of what we write; whatever else stands in it came from the name. */
const toastGrammar = (() => {
  const plain = String.raw`(?:[^<>&"'\p{Cc}\p{Cs}\uFFFE\uFFFF]|&#\d+;)*`
  const action = `<action content="${plain}" activationType="foreground" hint-buttonStyle="\\w+" arguments="${plain}"/>`
  return new RegExp(
    `^<toast scenario="incomingCall" useButtonStyle="true" launch="${plain}"><visual><binding template="ToastGeneric">` +
      `<text>${plain}</text><text>${plain}</text></binding></visual><actions>${action}${action}</actions>` +
      `<audio silent="true"/></toast>$`,
    'u',
  )
})()

function toast(text: string): string | null {
  for (const title of [text, textsIn('en').knockTitle(visitorForSystem(text, 'en'))]) {
    const xml = toastXml({ knockId, title, body: text, admit: 'Admit', deny: 'Deny' })
    if (!toastGrammar.test(xml)) return `this is not the XML that was meant: ${xml.slice(0, 2_000)}`
  }
  return null
}

function menu(text: string): string | null {
  const name = visitorForSystem(text, 'ja')
  if (name === '' || controls.test(name)) return `this is no name: ${JSON.stringify(name)}`
  const label = menuLabel(name)
  // In a menu, & underlines the next letter, and && is one.
  return label.replaceAll('&&', '').includes('&') ? `a letter would be underlined: ${JSON.stringify(label)}` : null
}

function visitOf(text: string): Visit {
  const request = { name: text, company: text, phone: '03-1234-5678', about: text, when: text }
  return {
    id: knockId,
    name: text,
    company: text,
    startedAtMs: 1_790_000_000_000,
    endedAtMs: 1_790_000_001_000,
    end: { kind: 'denied', by: { ...by, name: text }, message: null },
    call: null,
    invitedBy: null,
    followUp: {
      kind: 'done',
      reason: 'missed',
      request,
      by: { ...by, name: text },
      atMs: 1_790_000_002_000,
      note: text,
    },
  }
}

function csv(text: string): string | null {
  for (const language of languages) {
    const context = { language, timeZone: 'Asia/Tokyo', nowMs: 1_790_000_003_000 }
    const { fileName, csv: written } = toVisitExport([visitOf(text), visitOf('')], context)
    if (!/^[\p{L}\w-]+_\d{4}-\d\d-\d\d\.csv$/u.test(fileName)) return `this is no file name: ${fileName}`
    const rows = readCsv(written.replace(/^\uFEFF/, ''))
    const [header, ...lines] = rows
    if (lines.length !== 2) return `2 visits became ${String(lines.length)} lines`
    for (const cells of lines) {
      if (cells.length !== header?.length) return `a line has ${String(cells.length)} cells`
      const formula = cells.find((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))
      if (formula !== undefined) return `a spreadsheet would run ${JSON.stringify(formula.slice(0, 80))}`
    }
  }
  return null
}

const composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
const headersOfMail = new Set([
  'from',
  'to',
  'subject',
  'message-id',
  'date',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
])

async function mail(text: string): Promise<string | null> {
  const { subject, text: body } = writeMail(messageAbout(text))
  const { message } = await composer.sendMail({ from: 'a@a.example', to: ['b@b.example'], subject, text: body })
  if (!Buffer.isBuffer(message)) return 'it was not written into memory'
  const [head = ''] = message.toString().split('\n\n')
  // A line that begins with white space belongs to the header before it.
  const strange = head
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')
    .find((line) => {
      return !headersOfMail.has(line.split(':', 1)[0]?.toLowerCase() ?? '')
    })
  return strange === undefined ? null : `it has the header ${JSON.stringify(strange.slice(0, 200))}`
}

function messageAbout(text: string): CallOutMessage {
  return {
    event: 'missed',
    atMs: 1_790_000_060_000,
    room: parseRoomAddress('front-desk'),
    company: { ja: text, en: text },
    timeZone: 'Asia/Tokyo',
    knock: { id: knockId, name: text, knockedAtMs: 1_790_000_000_000 },
    desk: { ...by, name: text },
    othersWaiting: 0,
    digest: null,
  }
}

function page(text: string): string | null {
  const template =
    '<html><head><title>Visitor</title><script type="application/json" id="page-data">{}</script></head></html>'
  const html = withTitle(withPageData(template, { company: text }), text)
  const [, data, title] = /id="page-data">([^<]*)<\/script>|<title>([^<]*)<\/title>/.exec(html) ?? []
  if (html.split('<').length !== template.split('<').length) return `it has another tag: ${html.slice(0, 500)}`
  if (title !== undefined && title !== escapeHtml(text)) return `its title is ${title.slice(0, 200)}`
  if (data !== undefined && JSON.parse(data).company !== text) return 'its data is another'
  return null
}

function json(text: string): string | null {
  const body = toJson(messageAbout(text))
  if (!body.isWellFormed()) return 'it holds half a character'
  if (body.includes('\n')) return 'it is more than a line'
  const read = JSON.parse(body)
  return read.knock.name === text && read.desk.name === text ? null : 'the name is another'
}

/** [MQTT-4.7]: no wildcards and no NUL where something is published. */
function topic(text: string): string | null {
  const callOut = { id: 'm', name: '', isOn: true, kind: 'mqtt', url: 'mqtt://a.example', username: '', password: '' }
  const read = parse(CallOutSchema, { ...callOut, topic: text, events: [] })
  if (read.kind === 'failed' || read.value.kind !== 'mqtt') return null
  return /[#+\0]/.test(read.value.topic) ? `no broker takes ${JSON.stringify(read.value.topic.slice(0, 80))}` : null
}

function logLine(text: string): string | null {
  const lines: string[] = []
  const log = pino({ name: 'konkon-server' }, { write: (line: string) => void lines.push(line) })
  log.error({ err: new Error(text), event: text }, text)
  if (lines.length !== 1 || lines[0]?.trim().includes('\n')) return 'it is not one line'
  return JSON.parse(lines[0] ?? '').msg === text ? null : 'it is another text'
}

await loadTexts('en')
const desk = createTexts('en')
await addLaterTexts(desk, 'en')

function deskWords(text: string): string | null {
  const said = desk.t('settings.remove', { name: text })
  return said === `Remove ${text}` ? null : `it says ${JSON.stringify(said.slice(0, 200))}`
}
