import * as v from 'valibot'
import { isHostNameOrAddress } from './host-name.ts'
import { LineStateSchema } from './line-state.ts'
import { listOf } from './list.ts'

/** What the script on the relay does, in order. */
export const relaySteps = ['packages', 'name', 'configuration', 'services'] as const
export type RelayStep = (typeof relaySteps)[number]

/** What keeps a server from being a relay. */
export const relayRefusals = [
  'usage',
  'bad-name',
  'bad-key',
  'bad-secret',
  'not-root',
  'other-system',
  'port-taken',
  'packages',
  'configuration',
  'service',
  'turn-secret',
  'name-taken',
  'address-taken',
] as const
export type RelayRefusal = (typeof relayRefusals)[number]

/** Why nothing could be run there. */
export const relayShellFaults = ['unreachable', 'other-host-key', 'login-refused', 'no-sudo', 'cut-off'] as const
export type RelayShellFault = (typeof relayShellFaults)[number]

/** Why a relay could not be set up or taken away. `nothing-came`: it is set up, but no visitor would get through. */
export const RelayFaultSchema = v.picklist([...relayRefusals, ...relayShellFaults, 'nothing-came', 'internal'])
export type RelayFault = v.InferOutput<typeof RelayFaultSchema>

/** RSA of 16,384 bits is 13,000 characters. */
const longestPrivateKey = 20_000

const HostSchema = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(253), v.regex(/^[\w.:-]+$/))
const PortSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))
/** In base64, as the relay showed it and a person found it good. */
const HostKeySchema = v.pipe(v.string(), v.regex(/^[\w+/]{20,1000}={0,2}$/))

/** A server to look at, before anything is sent to it. */
export const RelayPlaceSchema = v.object({ host: HostSchema, port: PortSchema })
/** `fingerprint` is what its owner can compare: as `ssh-keygen -l` and every SSH program show it. */
export const RelayLookSchema = v.object({ hostKey: HostKeySchema, fingerprint: v.string() })
export type RelayLook = v.InferOutput<typeof RelayLookSchema>

/** How a person gets into their own server. It is forgotten after the set-up. */
export const RelayLoginSchema = v.object({
  ...RelayPlaceSchema.entries,
  /** Never what a shell could take for more than a word. */
  user: v.pipe(v.string(), v.trim(), v.regex(/^[a-z_][\w.-]{0,31}$/i)),
  proof: v.variant('kind', [
    v.object({ kind: v.literal('password'), password: v.pipe(v.string(), v.nonEmpty(), v.maxLength(1000)) }),
    v.object({
      kind: v.literal('key'),
      privateKey: v.pipe(v.string(), v.maxLength(longestPrivateKey)),
      passphrase: v.nullable(v.pipe(v.string(), v.maxLength(1000))),
    }),
  ]),
})
export type RelayLogin = v.InferOutput<typeof RelayLoginSchema>

export const RelaySetUpRequestSchema = v.object({
  login: RelayLoginSchema,
  hostKey: HostKeySchema,
  /** What customers open, such as `desk.example.jp`; without a name the server's own IPv4 address. */
  name: v.pipe(
    v.string(),
    v.trim(),
    v.toLowerCase(),
    v.check(isHostNameOrAddress, 'A name looks like desk.example.jp.'),
  ),
  /** Whoever holds the name now is put out; otherwise a name that is held is refused. */
  takesOver: v.boolean(),
})
export type RelaySetUpRequest = v.InferOutput<typeof RelaySetUpRequestSchema>

/** Without a login it is forgotten here alone; its account on the relay can do nothing without the key, which goes too. */
export const RelayRemovalRequestSchema = v.object({
  host: HostSchema,
  login: v.nullable(v.object({ login: RelayLoginSchema, hostKey: HostKeySchema })),
})
export type RelayRemovalRequest = v.InferOutput<typeof RelayRemovalRequestSchema>

const place = { host: v.string(), name: v.string() }

/** The one set-up or removal that is under way, or how the last one ended. */
export const RelayWorkSchema = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('running'), ...place, step: v.picklist([...relaySteps, 'looking', 'removing']) }),
  /** A customer would get through. */
  v.object({ kind: v.literal('done'), ...place }),
  v.object({ kind: v.literal('removed'), ...place }),
  /** `detail` is what the relay or the network said, in its own words. */
  v.object({ kind: v.literal('failed'), ...place, fault: RelayFaultSchema, detail: v.string() }),
])
export type RelayWork = v.InferOutput<typeof RelayWorkSchema>

/** Times are epoch ms. */
export const CertificateStateSchema = v.variant('kind', [
  /** None yet; `why` once it was refused. */
  v.object({ kind: v.literal('none'), why: v.nullable(v.string()) }),
  v.object({ kind: v.literal('good'), untilMs: v.number() }),
  /** The one that is there can be used until then, and no newer one is to be had; urgent once few attempts are left. */
  v.object({ kind: v.literal('failing'), untilMs: v.number(), urgentFromMs: v.number(), why: v.string() }),
])
export type CertificateState = v.InferOutput<typeof CertificateStateSchema>

/**
 * Whether the name's owner has shut everybody else out from certificates for it: `none` lets any authority give one to
 * whoever the name leads to, `open` this authority to others, `right` to this server alone, and `shut` not even to that.
 */
export const caaStates = ['looking', 'unknown', 'none', 'open', 'right', 'shut'] as const
export type CaaState = (typeof caaStates)[number]
/** `record` is a line for the name's zone. */
export const CaaViewSchema = v.object({ record: v.string(), state: v.picklist(caaStates) })
export type CaaView = v.InferOutput<typeof CaaViewSchema>

/** By what way customers come to this server. */
export const RelayViewSchema = v.object({
  relays: listOf(v.object({ ...place, line: LineStateSchema })),
  /** Null where no authority is asked for one. */
  certificate: v.nullable(CertificateStateSchema),
  /** Null until an authority has been asked, and where none is. */
  caa: v.nullable(CaaViewSchema),
  work: RelayWorkSchema,
})
export type RelayView = v.InferOutput<typeof RelayViewSchema>
