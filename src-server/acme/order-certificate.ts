import { isIP } from 'node:net'
import * as v from 'valibot'
import type { Certificate } from '../lan/self-made-certificate.ts'
import type { CaaIssuer } from './caa.ts'

/** Shows the certificate by which the authority sees that the name leads here; returns what ends that (RFC 8737). */
export type PresentChallenge = (challenge: Certificate) => () => void

export type CertificateOrder = {
  /** Of the authority, RFC 8555. */
  readonly directoryUrl: string
  /** In PEM format; the authority knows this server by it. */
  readonly accountKey: string
  /** The host name, or an address of the relay. */
  readonly name: string
  readonly present: PresentChallenge
  /** The account is known to the authority by now. */
  readonly onAccount: (issuer: CaaIssuer) => void
}

/**
 * Gets one certificate with a key of its own. Rejects with what the authority said, after it was asked once: who asks
 * again decides when.
 */
export async function orderCertificate(order: CertificateOrder): Promise<Certificate> {
  const { directoryUrl, accountKey, name, present, onAccount } = order
  // Loaded only where there is a relay.
  const acme = await import('acme-client')
  const client = new acme.Client({ directoryUrl, accountKey })
  await client.createAccount({ termsOfServiceAgreed: true })
  const [domain, ...others] = await readCaaDomains(directoryUrl)
  if (domain !== undefined) onAccount({ domains: [domain, ...others], accountUrl: client.getAccountUrl() })
  const isAddress = isIP(name) !== 0
  const asked = await client.createOrder({
    identifiers: [{ type: isAddress ? 'ip' : 'dns', value: name }],
    // Let's Encrypt gives addresses a certificate of six days alone.
    ...(isAddress ? { profile: 'shortlived' } : {}),
  })
  for (const authorization of await client.getAuthorizations(asked)) {
    if (authorization.status === 'valid') continue
    // The library's types do not know it; the library does.
    const challenge = authorization.challenges.find(({ type }) => (type as string) === 'tls-alpn-01')
    if (!challenge) throw new Error('The authority does not offer tls-alpn-01.')
    const proof = await client.getChallengeKeyAuthorization(challenge)
    const [key, cert] = await acme.crypto.createAlpnCertificate(
      authorization,
      proof,
      await acme.crypto.createPrivateEcdsaKey(),
    )
    const withdraw = present({ key: key.toString(), cert: cert.toString() })
    try {
      await client.completeChallenge(challenge)
      await client.waitForValidStatus(challenge)
    } finally {
      withdraw()
    }
  }
  const [key, request] = await acme.crypto.createCsr({ altNames: [name] }, await acme.crypto.createPrivateEcdsaKey())
  const finished = await client.finalizeOrder(asked, request)
  return { key: key.toString(), cert: await client.getCertificate(finished) }
}

/** By what names the authority knows itself in CAA records; none where it does not say (RFC 8555, part 7.1.1). */
async function readCaaDomains(directoryUrl: string): Promise<readonly string[]> {
  const response = await fetch(directoryUrl)
  const directory = v.safeParse(DirectorySchema, await response.json())
  return directory.success ? directory.output.meta.caaIdentities : []
}

const DirectorySchema = v.object({ meta: v.object({ caaIdentities: v.array(v.string()) }) })

/** A key by which an authority knows this server, in PEM format. */
export async function makeAccountKey(): Promise<string> {
  const { crypto } = await import('acme-client')
  return (await crypto.createPrivateEcdsaKey()).toString()
}
