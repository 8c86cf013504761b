/**
 * An authority (RFC 8555) on loopback that gives certificates of its own to whoever proves a name, or an address
 * (RFC 8738), by tls-alpn-01.
 */
import { execFile } from 'node:child_process'
import { createHash, createPublicKey, randomBytes, verify, X509Certificate, type JsonWebKey } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { connect } from 'node:tls'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Duplex } from 'node:stream'
import { listenOnLoopback } from './listen-on-loopback.ts'

const run = promisify(execFile)

export type AcmeAuthority = {
  readonly directoryUrl: string
  /** Of its certificates, for whoever is to trust them. */
  readonly caFile: string
  /** Every order is refused with these words; null ends that. */
  readonly refuse: (words: string | null) => void
  /** From now on it takes so long for each look and each certificate, and says meanwhile that it is at it. */
  readonly hesitate: (ms: number) => void
  readonly countIssued: () => number
  readonly dispose: () => Promise<void>
}

export type AcmeAuthorityOptions = {
  /** How it reaches what the name leads to. */
  readonly reach: (name: string) => Duplex
  readonly validForDays?: number
}

type Jws = { readonly protected: string; readonly payload: string; readonly signature: string }
type Asked = {
  readonly identifiers: readonly { readonly type: string; readonly value: string }[]
  readonly profile?: string
}
type Order = {
  readonly name: string
  readonly token: string
  isProven: boolean
  isOrdered: boolean
  certificate: string | null
  readonly jwk: JsonWebKey
}

export async function startAcmeAuthority({ reach, validForDays = 90 }: AcmeAuthorityOptions): Promise<AcmeAuthority> {
  const folder = await mkdtemp(path.join(tmpdir(), 'konkon-acme-'))
  const file = (name: string): string => path.join(folder, name)
  const selfSigned = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '30',
  ]
  await run('openssl', [
    ...selfSigned,
    '-subj',
    '/CN=Test authority',
    '-keyout',
    file('ca.key'),
    '-out',
    file('ca.pem'),
  ])
  const accounts = new Map<string, JsonWebKey>()
  const orders = new Map<string, Order>()
  const nonces = new Set<string>()
  let refusal: string | null = null
  let issued = 0
  let hesitationMs = 0
  const server = createServer((request, response) => {
    answer(request, response).catch((cause: unknown) => {
      problem(response, cause instanceof Error ? cause.message : String(cause))
    })
  })
  const url = `http://127.0.0.1:${await listenOnLoopback(server)}`

  return {
    directoryUrl: `${url}/directory`,
    caFile: file('ca.pem'),
    refuse: (words) => (refusal = words),
    hesitate: (ms) => (hesitationMs = ms),
    countIssued: () => issued,
    async dispose() {
      server.close()
      server.closeAllConnections()
      await rm(folder, { recursive: true, force: true })
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const nonce = randomBytes(12).toString('base64url')
    nonces.add(nonce)
    response.setHeader('Replay-Nonce', nonce)
    const [, kind = '', id = ''] = (request.url ?? '').split('/')
    if (kind === 'directory') {
      const of = (name: string): string => `${url}/${name}`
      return send(response, {
        newNonce: of('nonce'),
        newAccount: of('account'),
        newOrder: of('order'),
        meta: { caaIdentities: ['authority.example'] },
      })
    }
    if (kind === 'nonce') return void response.end()
    const { jwk, payload } = open(JSON.parse(await text(request)))
    if (kind === 'account') {
      const account = createHash('sha256').update(JSON.stringify(jwk)).digest('base64url')
      accounts.set(account, jwk)
      response.setHeader('Location', `${url}/account/${account}`)
      return send(response, { status: 'valid' }, 201)
    }
    if (kind === 'order' && id === '') {
      if (refusal !== null) return problem(response, refusal)
      const { identifiers, profile } = payload as Asked
      const { type, value: name } = identifiers[0]!
      if (type !== identifierOf(name).type) return problem(response, `${name} is no ${type}`)
      // As Let's Encrypt has it.
      if (type === 'ip' && profile !== 'shortlived') return problem(response, 'addresses get short lives alone')
      const made = randomBytes(8).toString('hex')
      const token = randomBytes(16).toString('base64url')
      orders.set(made, { name, token, isProven: false, isOrdered: false, certificate: null, jwk })
      response.setHeader('Location', `${url}/order/${made}`)
      return send(response, view(made), 201)
    }
    const order = orders.get(id)
    if (!order) return problem(response, 'there is no such thing')
    if (kind === 'order') return send(response, view(id))
    if (kind === 'proof') return send(response, proofOf(id))
    if (kind === 'challenge') {
      if (payload !== null && !order.isProven) {
        await inItsTime(async () => {
          order.isProven = await isProven(order)
        })
      }
      return send(response, proofOf(id).challenges[0])
    }
    if (kind === 'finish') {
      const { csr } = payload as { readonly csr: string }
      order.isOrdered = true
      await inItsTime(async () => {
        order.certificate = await sign(id, csr)
        issued += 1
      })
      return send(response, view(id))
    }
    response.setHeader('Content-Type', 'application/pem-certificate-chain')
    response.end(order.certificate)
  }

  /** At once, or while whoever asked is told to ask again. */
  async function inItsTime(act: () => Promise<void>): Promise<void> {
    if (hesitationMs === 0) return act()
    void wait(hesitationMs).then(act)
  }

  /** Throws where the signature does not fit, or the nonce is not one of ours. */
  function open(jws: Jws): { readonly jwk: JsonWebKey; readonly payload: unknown } {
    const head = JSON.parse(Buffer.from(jws.protected, 'base64url').toString()) as {
      readonly jwk?: JsonWebKey
      readonly kid?: string
      readonly nonce: string
    }
    if (!nonces.delete(head.nonce)) throw new Error('that nonce is not good')
    const jwk = head.jwk ?? accounts.get(head.kid?.split('/').at(-1) ?? '')
    if (!jwk) throw new Error('there is no such account')
    const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const
    const signed = Buffer.from(`${jws.protected}.${jws.payload}`)
    if (!verify('sha256', signed, key, Buffer.from(jws.signature, 'base64url'))) throw new Error('badly signed')
    return { jwk, payload: jws.payload === '' ? null : JSON.parse(Buffer.from(jws.payload, 'base64url').toString()) }
  }

  function view(id: string): object {
    const order = orders.get(id)!
    const unfinished = order.isOrdered ? 'processing' : order.isProven ? 'ready' : 'pending'
    const status = order.certificate ? 'valid' : unfinished
    const of = (kind: string): string => `${url}/${kind}/${id}`
    return {
      status,
      identifiers: [identifierOf(order.name)],
      authorizations: [of('proof')],
      finalize: of('finish'),
      ...(order.certificate ? { certificate: of('certificate') } : {}),
    }
  }

  function proofOf(id: string) {
    const order = orders.get(id)!
    const status = order.isProven ? 'valid' : 'pending'
    const challenge = { type: 'tls-alpn-01', url: `${url}/challenge/${id}`, token: order.token, status }
    return { status, identifier: identifierOf(order.name), challenges: [challenge] }
  }

  /** Looks for itself, as a real one does. */
  async function isProven({ name, token, jwk }: Order): Promise<boolean> {
    const socket = connect({
      socket: reach(name),
      servername: isIP(name) === 0 ? name : `${name.split('.').toReversed().join('.')}.in-addr.arpa`,
      ALPNProtocols: ['acme-tls/1'],
      rejectUnauthorized: false,
    })
    try {
      await new Promise((resolve, reject) => {
        socket.once('secureConnect', () => resolve(null)).once('error', reject)
      })
      if (socket.alpnProtocol !== 'acme-tls/1') return false
      const { crv, kty, x, y } = jwk
      const thumbprint = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
      const wanted = createHash('sha256').update(`${token}.${thumbprint}`).digest()
      const shown = new X509Certificate(socket.getPeerCertificate(true).raw)
      const isShown = isIP(name) === 0 ? shown.checkHost(name) : shown.checkIP(name)
      return isShown !== undefined && shown.raw.includes(wanted)
    } finally {
      socket.destroy()
    }
  }

  async function sign(id: string, csr: string): Promise<string> {
    await writeFile(file(`${id}.csr`), Buffer.from(csr, 'base64url'))
    const { name } = orders.get(id)!
    await writeFile(file(`${id}.ext`), `subjectAltName=${isIP(name) === 0 ? 'DNS' : 'IP'}:${name}`)
    const by = ['-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial', '-days', String(validForDays)]
    const made = ['-extfile', file(`${id}.ext`), '-out', file(`${id}.pem`)]
    await run('openssl', ['x509', '-req', '-inform', 'DER', '-in', file(`${id}.csr`), ...by, ...made])
    return `${await readFile(file(`${id}.pem`), 'utf8')}${await readFile(file('ca.pem'), 'utf8')}`
  }
}

function identifierOf(name: string): { readonly type: string; readonly value: string } {
  return { type: isIP(name) === 0 ? 'dns' : 'ip', value: name }
}

function send(response: ServerResponse, body: object | undefined, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

function problem(response: ServerResponse, detail: string): void {
  const body = JSON.stringify({ type: 'urn:ietf:params:acme:error:malformed', detail })
  response.writeHead(400, { 'Content-Type': 'application/problem+json' }).end(body)
}
