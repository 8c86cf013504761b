import * as v from 'valibot'
import { isHostNameOrAddress } from './host-name.ts'

/** What passes customers on to this server, where its owner has something of the kind already. */
export const passerKinds = ['proxy', 'cloudflare', 'funnel'] as const
export type PasserKind = (typeof passerKinds)[number]

/**
 * The origin in what a person typed or pasted, `https://desk.example.jp`; null where there is none. A path is cut off:
 * the server knows its own. Plain `http` is none, because browsers give no page there camera and microphone.
 */
export function originIn(text: string): string | null {
  const typed = text.trim()
  const url = /^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`
  const [, host = '', port = ''] = /^https:\/\/([^\s/?#@:]+)(?::(\d{1,5}))?(?:[/?#]\S*)?$/i.exec(url) ?? []
  if (!isHostNameOrAddress(host.toLowerCase()) || Number(port) > 65_535) return null
  return `https://${host.toLowerCase()}${port === '' || port === '443' ? '' : `:${Number(port)}`}`
}

const OriginSchema = v.pipe(
  v.string(),
  v.maxLength(300),
  v.check((text) => originIn(text) === text, 'An address looks like https://desk.example.jp.'),
)

/** An address that leads here by something that this program has not set up. */
export const OwnAddressSchema = v.variant('by', [
  v.object({
    by: v.literal('proxy'),
    origin: OriginSchema,
    /** Where the proxy runs: it alone may say who a visitor is. */
    proxy: v.pipe(v.string(), v.ip('That is no address, such as 192.168.1.10.')),
  }),
  // Their programs run on the PC itself.
  v.object({ by: v.literal('cloudflare'), origin: OriginSchema }),
  v.object({ by: v.literal('funnel'), origin: OriginSchema }),
])
export type OwnAddress = v.InferOutput<typeof OwnAddressSchema>

export const outsideFaults = ['unknown-host', 'no-answer', 'not-secure', 'not-allowed', 'other'] as const
export type OutsideFault = (typeof outsideFaults)[number]

/** What came of going to the address as a customer does, from this very machine. Times are epoch ms. */
export const OutsideLookSchema = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('looking') }),
  v.object({ kind: v.literal('here'), atMs: v.number() }),
  /** `other`: something answers, and it is not this server. */
  v.object({ kind: v.literal('not-here'), atMs: v.number(), fault: v.picklist(outsideFaults) }),
])
export type OutsideLook = v.InferOutput<typeof OutsideLookSchema>

export const OwnAddressViewSchema = v.object({
  /** The address that a variable or the file of settings gives, which no desk changes; null without one. */
  fixed: v.nullable(v.string()),
  kept: v.nullable(OwnAddressSchema),
  look: OutsideLookSchema,
  /** Where a proxy is to pass everything on to, the nearest first: `http://127.0.0.1:5050`. */
  targets: v.array(v.string()),
})
export type OwnAddressView = v.InferOutput<typeof OwnAddressViewSchema>
