/** Every parser, with values that nearly fit: it never throws, never takes long, and reads its own output again. */
import * as fc from 'fast-check'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { parseToastPress } from '../../src-main/alerts/native-alerts.ts'
import { readDescriptionVersion } from '../../src-rtc/description-order.ts'
import { parseEnvironment } from '../../src-server/start/environment.ts'
import { readControlMessage } from '../../src-shared/control-message.ts'
import { repairSettings } from '../../src-shared/desk-settings.ts'
import { chooseLanguage } from '../../src-shared/language.ts'
import { isLoopback, isOfLocalNetwork } from '../../src-shared/network-address.ts'
import { readPairAnswer, readPairingSecret, splitPairingUrl } from '../../src-shared/pairing.ts'
import { parse, parseResult } from '../../src-shared/parse.ts'
import { deskCommands } from '../../src-shared/all-desk-commands.ts'
import { deskFacts, visitorCommands } from '../../src-shared/protocol.ts'
import { nextTimeOfDay } from '../../src-shared/time-of-day.ts'
import { readPageStart } from '../../src-visitor/page/page-data.ts'
import { evilText } from '../support/evil-text.ts'
import { valuesNear } from '../support/schema-values.ts'

/** Ample on a busy machine; a pattern that backtracks without end needs ages. */
const longestMs = 2_000

/** One call of one parser, and what it was given for whoever reads a failure. */
type Case = { readonly parser: string; readonly input: unknown; readonly run: () => void }

/** All schemas that `src-shared` exports, those of later too. */
async function listSchemas(): Promise<readonly (readonly [string, v.GenericSchema])[]> {
  const folder = path.join(import.meta.dirname, '../../src-shared')
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'))
  const modules: Record<string, unknown>[] = await Promise.all(files.map((name) => import(path.join(folder, name))))
  const exported = modules.flatMap((module) => Object.entries(module)).filter(([, value]) => isSchema(value))
  const commands = Object.entries({ ...visitorCommands, ...deskCommands }).flatMap(([name, { payload, answer }]) => [
    [name, payload] as const,
    [`answer to ${name}`, answer] as const,
  ])
  return [...(exported as [string, v.GenericSchema][]), ...commands, ...Object.entries(deskFacts)]
}

function isSchema(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Reflect.get(value, 'kind') === 'schema'
}

const machine = { platform: 'linux', homeFolder: '/home/me' } as const
const variableName = fc.constantFrom(
  'HOST',
  'PORT',
  'DATA',
  'ROOM',
  'SHELL',
  'ICE_SERVERS',
  'LAN_PORT',
  'TLS_CERT',
  'TLS_KEY',
  'TRUSTED_PROXIES',
  'PUBLIC_ORIGIN',
  'PRINT_LINK',
  'METRICS_PORT',
)
const variables = fc.dictionary(
  variableName.map((name) => `KONKON_${name}`),
  fc.oneof(evilText, fc.webUrl(), fc.ipV4(), fc.ipV6(), fc.json(), fc.nat().map(String)),
  { maxKeys: 4 },
)

/** What reads texts and loose values without a schema of its own. */
const readers: readonly (readonly [string, fc.Arbitrary<unknown>, (input: never) => unknown])[] = [
  ['control message', fc.oneof(evilText, fc.json(), fc.anything()), readControlMessage],
  [
    'pairing secret',
    fc.oneof(
      evilText,
      fc.tuple(evilText, evilText, evilText).map((parts) => parts.join('.')),
    ),
    readPairingSecret,
  ],
  [
    'pairing link',
    fc.oneof(
      evilText,
      evilText.map((text) => `https://a.example/desk#${text}`),
    ),
    splitPairingUrl,
  ],
  ['pairing answer', fc.anything(), readPairAnswer],
  ['answer', fc.anything(), (input: unknown) => parseResult(v.unknown(), input)],
  [
    'Accept-Language',
    fc.oneof(
      evilText,
      fc.array(evilText).map((tags) => tags.join(';q=0.1,')),
    ),
    acceptLanguage,
  ],
  ['environment', variables, (input: NodeJS.ProcessEnv) => parseEnvironment(input, machine)],
  ['stored settings', fc.oneof(fc.anything(), fc.object()), (input: unknown) => repairSettings(input, () => undefined)],
  ['toast press', evilText, (input: string) => parseToastPress({ type: input, arguments: input })],
  ['description', evilText.map((text) => `v=0\r\no=- ${text} 2 IN IP4 0`), readDescriptionVersion],
  [
    'address',
    fc.oneof(evilText, fc.ipV6(), fc.ipV4()),
    (input: string) => [isLoopback(input), isOfLocalNetwork(input)],
  ],
  ['time of day', evilText, (input: string) => nextTimeOfDay(input, 1_790_000_000_000, 'Asia/Tokyo')],
  ['page data', fc.oneof(evilText, fc.json()), pageData],
]

function acceptLanguage(text: string): void {
  if (!['ja', 'en'].includes(chooseLanguage(text, text))) throw new Error('There is no such language.')
}

function pageData(json: string): void {
  const url = new URL('http://localhost:5050')
  url.pathname = json.slice(0, 80)
  url.search = `?lang=${json.slice(0, 80)}`
  readPageStart({ json, url, browserLanguages: [json] })
}

/** A property of every parser there is; build it once. */
export async function parserProperty(): Promise<fc.IAsyncPropertyWithHooks<[Case]>> {
  const schemas = (await listSchemas()).map(([name, schema]) =>
    valuesNear(schema).map((input): Case => ({ parser: name, input, run: () => parseTwice(schema, input) })),
  )
  const others = readers.map(([name, inputs, read]) =>
    inputs.map((input): Case => ({ parser: name, input, run: () => void read(input as never) })),
  )
  return fc.asyncProperty(fc.oneof(...schemas, ...others), async ({ run }) => {
    const startedAt = performance.now()
    run()
    const tookMs = performance.now() - startedAt
    if (tookMs > longestMs) throw new Error(`It took ${String(Math.round(tookMs))} ms.`)
    return Promise.resolve()
  })
}

function parseTwice(schema: v.GenericSchema, input: unknown): void {
  const first = parse(schema, input)
  if (first.kind === 'failed') {
    if (!['bad-request', 'too-large'].includes(first.code)) throw new Error(`It is refused as ${first.code}.`)
    return
  }
  const second = parse(schema, first.value)
  if (second.kind === 'failed') throw new Error(`It does not read its own output: ${second.message}`)
  if (JSON.stringify(second.value) !== JSON.stringify(first.value)) {
    throw new Error(`It reads its own output differently: ${JSON.stringify([first.value, second.value])}`)
  }
}
