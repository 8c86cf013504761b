import * as v from 'valibot'

/**
 * What a call-out can be about: a knock came, nobody acted for a while, a desk answered, or the visitor went in vain.
 */
export const callOutEvents = ['knock', 'escalate', 'answered', 'missed'] as const
export const CallOutEventSchema = v.picklist(callOutEvents)
export type CallOutEvent = v.InferOutput<typeof CallOutEventSchema>

export const CallOutIdSchema = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/), v.brand('CallOutId'))
export type CallOutId = v.InferOutput<typeof CallOutIdSchema>

const UrlSchema = v.pipe(v.string(), v.trim(), v.maxLength(1_000), v.regex(/^https?:\/\/\S+$/))
const TextSchema = v.pipe(v.string(), v.trim(), v.maxLength(200))
/**
 * What stands in an address for what a desk is not shown, such as a token. An address that is sent back just as it was
 * shown stays as it is.
 */
export const addressMask = '•••'

/** Empty keeps the secret there was; desks never get one back. */
const SecretSchema = v.pipe(v.string(), v.maxLength(500))
const common = { id: CallOutIdSchema, name: TextSchema, isOn: v.boolean() }
const eventsSchema = v.pipe(v.array(CallOutEventSchema), v.maxLength(callOutEvents.length))

/** A way to call people who are not at a desk. The room server carries them out, so each happens once. */
export const CallOutSchema = v.variant('kind', [
  /** A signal tower or lamp: one GET per event, e.g. a PATLITE's `/api/control?…`. An empty URL does nothing. */
  v.object({
    ...common,
    kind: v.literal('signal-tower'),
    urls: v.object({
      knock: v.union([v.literal(''), UrlSchema]),
      escalate: v.union([v.literal(''), UrlSchema]),
      answered: v.union([v.literal(''), UrlSchema]),
      missed: v.union([v.literal(''), UrlSchema]),
    }),
  }),
  /** A POST of JSON, signed in `X-Konkon-Signature: sha256=HEX` with HMAC-SHA256 of the body. */
  v.object({ ...common, kind: v.literal('webhook'), url: UrlSchema, secret: SecretSchema, events: eventsSchema }),
  /** The same JSON as the webhook's, published to `TOPIC/EVENT`. */
  v.object({
    ...common,
    kind: v.literal('mqtt'),
    url: v.pipe(v.string(), v.trim(), v.maxLength(1_000), v.regex(/^(mqtts?|wss?):\/\/\S+$/)),
    username: TextSchema,
    password: SecretSchema,
    topic: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200), v.regex(/^[^#+\0]+$/)),
    events: eventsSchema,
  }),
  /** A mail to people for `missed`, over SMTP. */
  v.object({
    ...common,
    kind: v.literal('mail'),
    host: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(253)),
    port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
    security: v.picklist(['none', 'starttls', 'tls']),
    username: TextSchema,
    password: SecretSchema,
    from: v.pipe(v.string(), v.trim(), v.email()),
    to: v.pipe(v.array(v.pipe(v.string(), v.trim(), v.email())), v.minLength(1), v.maxLength(20)),
  }),
])
export type CallOut = v.InferOutput<typeof CallOutSchema>

export const CallOutListSchema = v.pipe(v.array(CallOutSchema), v.maxLength(20))

/**
 * Why a call-out did not arrive, in words of ours alone: what a receiver answers is for the server's log, or a desk could
 * ask through it what answers where.
 */
export const callOutFailures = [
  'not-allowed',
  'unknown-host',
  'refused',
  'no-answer',
  'not-secure',
  'wrong-password',
  'wrong-address',
  'secret-lost',
  'not-accepted',
  'failed',
] as const
export type CallOutFailure = (typeof callOutFailures)[number]
/** One that a newer server knows is a failure too. */
const CallOutFailureSchema = v.fallback(v.picklist(callOutFailures), 'failed')

/**
 * Of a call-out with a password or a token. `lost`: the server's key is another than when it was typed, so it has to be
 * typed anew.
 */
export const CallOutSecretSchema = v.object({ callOutId: CallOutIdSchema, state: v.picklist(['kept', 'lost']) })
export type CallOutSecret = v.InferOutput<typeof CallOutSecretSchema>

/** What became of the last try. */
export const CallOutResultSchema = v.object({
  callOutId: CallOutIdSchema,
  event: v.picklist([...callOutEvents, 'test']),
  atMs: v.number(),
  outcome: v.variant('kind', [
    v.object({ kind: v.literal('delivered') }),
    v.object({ kind: v.literal('failed'), cause: CallOutFailureSchema, attempts: v.number() }),
  ]),
})
export type CallOutResult = v.InferOutput<typeof CallOutResultSchema>
