import { existsSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import type { Clock } from '../../src-shared/clock.ts'
import type { CertificateState } from '../../src-shared/relay-set-up.ts'
import { selfMadeCertificate, type Certificate } from '../lan/self-made-certificate.ts'
import type { Log } from '../log.ts'
import { readCertificate, writeCertificate } from './certificate-file.ts'
import { CaaIssuerSchema, type CaaIssuer } from './caa.ts'
import { createKeptCertificate, type KeptCertificate } from './kept-certificate.ts'
import { makeAccountKey, orderCertificate, type PresentChallenge } from './order-certificate.ts'

export type RelayCertificateDeps = {
  readonly dataFolder: string
  /** Of the authority; null for none: then browsers warn of the certificate. */
  readonly directoryUrl: string | null
  readonly clock: Clock
  readonly log: Log
  /** After every change of `getState()`. */
  readonly onState: () => void
}

/** The certificate of the name that visitors come by. */
export type RelayCertificate = {
  /** The one to begin with: what an authority gave, else one made here, which no browser trusts. */
  readonly first: (name: string) => Promise<Certificate>
  /** From now on it is kept fresh: the name leads here. Once for each name. */
  readonly keep: (
    name: string,
    server: { readonly present: PresentChallenge; readonly setCertificate: (fresh: Certificate) => void },
  ) => void
  /** Null where no authority is asked for one. */
  readonly getState: () => CertificateState | null
  /** By which this server orders; null until the authority has been asked once. */
  readonly getIssuer: () => CaaIssuer | null
  readonly dispose: () => void
}

export function createRelayCertificate({
  dataFolder,
  directoryUrl,
  clock,
  log,
  onState: tell,
}: RelayCertificateDeps): RelayCertificate {
  const file = path.join(dataFolder, 'relay-certificate.pem')
  const issuerFile = path.join(dataFolder, 'acme-account.json')
  let issuer = directoryUrl === null ? null : readIssuer(issuerFile, directoryUrl)
  let kept: { readonly name: string; readonly keeper: KeptCertificate } | null = null
  let isOver = false

  return {
    async first(name) {
      const given = await readCertificate(file, name)
      if (given) return given
      const made = path.join(dataFolder, 'relay-certificate-self-made.pem')
      return selfMadeCertificate({ file: made, names: [name], nowMs: clock.now() })
    },
    keep(name, server) {
      if (directoryUrl === null || kept?.name === name) return
      void readCertificate(file, name)
        .then((given) => {
          if (isOver || kept?.name === name) return
          kept?.keeper.dispose()
          kept = { name, keeper: keep(name, { given, directoryUrl, ...server }) }
        })
        .catch((cause: unknown) => log.error({ err: cause }, 'the certificate of the relay cannot be read'))
    },
    getState() {
      if (directoryUrl === null) return null
      return kept?.keeper.getState() ?? { kind: 'none', why: null }
    },
    getIssuer: () => issuer,
    dispose() {
      isOver = true
      kept?.keeper.dispose()
    },
  }

  type Keeping = {
    readonly given: Certificate | null
    readonly directoryUrl: string
    readonly present: PresentChallenge
    readonly setCertificate: (fresh: Certificate) => void
  }

  function keep(name: string, { given, directoryUrl: authority, present, setCertificate }: Keeping): KeptCertificate {
    return createKeptCertificate({
      kept: given,
      order: async () =>
        orderCertificate({
          directoryUrl: authority,
          accountKey: await readAccountKey(),
          name,
          present,
          onAccount: (known) => keepIssuer(known, authority),
        }),
      write: (fresh) => writeCertificate(file, fresh),
      clock,
      onCertificate: setCertificate,
      onState(state) {
        if (state.kind === 'good') log.info({ name, untilMs: state.untilMs }, 'a certificate was given')
        else log.error({ name, why: state.why }, 'no certificate is to be had; it is tried again')
        tell()
      },
    })
  }

  function keepIssuer(known: CaaIssuer, authority: string): void {
    issuer = known
    writeFile(issuerFile, JSON.stringify({ directoryUrl: authority, ...known }), { mode: 0o600 }).catch(
      (cause: unknown) => log.error({ err: cause }, 'which account orders certificates could not be kept'),
    )
  }

  /** The authority knows this server by it. One that is lost is made anew, and is another account. */
  async function readAccountKey(): Promise<string> {
    const keyFile = path.join(dataFolder, 'acme-account.pem')
    if (existsSync(keyFile)) return readFile(keyFile, 'utf8')
    const made = await makeAccountKey()
    await writeFile(keyFile, made, { mode: 0o600 })
    return made
  }
}

/** Null where there is none of this authority; the next order writes it anew. */
function readIssuer(file: string, directoryUrl: string): CaaIssuer | null {
  if (!existsSync(file)) return null
  const kept = v.safeParse(KeptIssuerSchema, readFileSync(file, 'utf8'))
  return kept.success && kept.output.directoryUrl === directoryUrl ? kept.output : null
}

const KeptIssuerSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ directoryUrl: v.string(), ...CaaIssuerSchema.entries }),
)
