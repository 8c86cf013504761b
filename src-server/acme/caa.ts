import type { CaaRecord } from 'node:dns'
import * as v from 'valibot'
import type { CaaState } from '../../src-shared/relay-set-up.ts'

/** The account at an authority by which certificates are ordered. */
export const CaaIssuerSchema = v.object({
  /** By which the authority knows itself in CAA records, such as `letsencrypt.org`; one at least. */
  domains: v.pipe(v.tupleWithRest([v.string()], v.string()), v.readonly()),
  accountUrl: v.string(),
})
export type CaaIssuer = v.InferOutput<typeof CaaIssuerSchema>

const method = 'tls-alpn-01'

/**
 * The record by which a name's owner lets this one account get certificates for it (RFC 8659, RFC 8657): nobody else who
 * the name leads to, such as whoever keeps the relay.
 */
export function caaRecordFor(name: string, { domains: [domain], accountUrl }: CaaIssuer): string {
  return `${name}. CAA 0 issue "${domain}; validationmethods=${method}; accounturi=${accountUrl}"`
}

export type ResolveCaa = (name: string) => Promise<readonly CaaRecord[]>

/** Whether the name servers keep everybody else from a certificate, and let this account have one. Never rejects. */
export async function readCaa(name: string, issuer: CaaIssuer, resolve: ResolveCaa): Promise<CaaState> {
  try {
    return judge(await findRecords(name, resolve), issuer)
  } catch {
    // No name server answers, which the doctor says of the name itself.
    return 'unknown'
  }
}

/** Of the name, else of the nearest name above it that has some (RFC 8659, part 3). */
async function findRecords(name: string, resolve: ResolveCaa): Promise<readonly CaaRecord[]> {
  const labels = name.split('.')
  for (let above = 0; above < labels.length; above += 1) {
    const records = await resolve(labels.slice(above).join('.')).catch((cause: unknown) => {
      if (isNothing(cause)) return []
      throw cause
    })
    if (records.length > 0) return records
  }
  return []
}

function isNothing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && (cause.code === 'ENODATA' || cause.code === 'ENOTFOUND')
}

function judge(records: readonly CaaRecord[], { domains, accountUrl }: CaaIssuer): CaaState {
  const issues = records.flatMap(({ issue }) => (issue === undefined ? [] : [parseIssue(issue)]))
  // Without an `issue` of any kind they forbid nothing.
  if (issues.length === 0) return 'none'
  const allowing = issues.filter(
    ({ domain, methods, account }) =>
      domains.includes(domain) &&
      (methods === null || methods.includes(method)) &&
      (account === null || account === accountUrl),
  )
  if (allowing.length === 0) return 'shut'
  const others = issues.filter(({ domain }) => domain !== '')
  // An authority that does not know accounts would give one to anybody.
  const isOurs = ({ domain, account }: Issue): boolean => domains.includes(domain) && account === accountUrl
  return others.every(isOurs) ? 'right' : 'open'
}

type Issue = {
  /** Empty for nobody. */
  readonly domain: string
  /** Null for any. */
  readonly methods: readonly string[] | null
  readonly account: string | null
}

function parseIssue(value: string): Issue {
  const [domain = '', ...parameters] = value.split(';').map((part) => part.trim())
  const find = (key: string): string | null =>
    parameters.find((parameter) => parameter.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1) ?? null
  return {
    domain: domain.toLowerCase(),
    methods: find('validationmethods')?.split(',') ?? null,
    account: find('accounturi'),
  }
}
