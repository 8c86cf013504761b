import * as v from 'valibot'

/** By which the server proves who it is on the local network. */
export const LanCertificateSchema = v.object({
  /** SHA-256, as `AB:CD:…` of 32 bytes. */
  fingerprint: v.string(),
  /** Then nobody vouches for it, and a browser warns. */
  isSelfMade: v.boolean(),
})
export type LanCertificate = v.InferOutput<typeof LanCertificateSchema>
