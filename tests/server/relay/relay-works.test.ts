import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createLog } from '../../../src-server/log.ts'
import type { RelayTools } from '../../../src-server/relay/relay-acts.ts'
import { createRelayWorks } from '../../../src-server/relay/relay-works.ts'
import { RelayShellError } from '../../../src-server/relay/relay-shell.ts'
import { RelayRefused, type Relay } from '../../../src-server/relay/set-up-relay.ts'
import type { RelaySetUpRequest } from '../../../src-shared/relay-set-up.ts'
import { until } from '../../support/until.ts'

const host = '203.0.113.1'
const name = 'desk.example.jp'
const login = { host, port: 22, user: 'root', proof: { kind: 'password', password: 'only once' } } as const
const request: RelaySetUpRequest = { login, hostKey: 'A'.repeat(44), name, takesOver: false }
const relay: Relay = {
  name,
  access: { host, port: 443, hostKey: 'A', user: 'konkon-1', privateKey: 'k', socketPath: '/run/1' },
  turnSecret: 's',
}

/** A relay that does what it is asked, one step whenever it is let go on. */
function start(others: Partial<RelayTools> = {}, kept: readonly Relay[] = []) {
  const relays = new Map(kept.map((one) => [one.access.host, one]))
  const asked: unknown[] = []
  const gate = Promise.withResolvers<undefined>()
  const tools: RelayTools = {
    readHostKey: async () => 'QUFB',
    async setUp({ onStep, before, ...rest }) {
      asked.push({ before, ...rest })
      onStep('configuration')
      await gate.promise
      return relay
    },
    remove: async (removal) => void asked.push(removal),
    check: async () => ({ kind: 'answered' }),
    ...others,
  }
  const works = createRelayWorks({
    relays: {
      list: () => [...relays.values()].map((one) => ({ host: one.access.host, name: one.name })),
      find: (one) => relays.get(one) ?? null,
      add: async (one) => void relays.set(one.access.host, one),
      remove: (one) => void relays.delete(one),
    },
    log: createLog('silent'),
    tools,
  })
  const ended = () => until(() => works.getWork().kind !== 'running')
  // How often it was said that something is another way now: what is written down of it.
  const changes = { count: 0 }
  const changed = (): void => void (changes.count += 1)
  return { works, relays, asked, goOn: () => gate.resolve(undefined), ended, changes, changed }
}

describe('a set-up from a desk', () => {
  it('tells where it is, keeps the relay, and ends once a customer would get through', async () => {
    const { works, relays, goOn, ended, changes, changed } = start()
    expect(works.setUp(request, changed)).toMatchObject({ kind: 'ok' })
    const running = { kind: 'running', host, name, step: 'configuration' }
    await until(() => isDeepStrictEqual(works.getWork(), running))
    expect(works.setUp(request, changed)).toMatchObject({ kind: 'failed', code: 'busy' })
    expect(works.remove({ host, login: null }, changed)).toMatchObject({ kind: 'failed', code: 'busy' })
    expect(relays.size).toBe(0)
    goOn()
    await ended()
    expect(works.getWork()).toEqual({ kind: 'done', host, name })
    expect(relays.get(host)).toEqual(relay)
    expect(changes.count).toBe(1)
  })

  it('keeps the key of the same relay and name when it is done again', async () => {
    const { works, asked, goOn, ended, changed } = start({}, [relay])
    goOn()
    works.setUp(request, changed)
    await ended()
    expect(asked).toMatchObject([{ before: relay }])
  })

  it('refuses a second name, since this server has one', () => {
    const other = { ...relay, access: { ...relay.access, host: '203.0.113.9' }, name: 'other.example.jp' }
    const { works, changed } = start({}, [other])
    expect(works.setUp(request, changed)).toMatchObject({ kind: 'failed', code: 'wrong-state' })
  })

  it.each([
    ['what the relay refuses', () => new RelayRefused('port-taken', 'apache2'), 'port-taken', 'apache2'],
    ['what the network does', () => new RelayShellError('login-refused', 'No.'), 'login-refused', 'No.'],
    ['what nobody thought of', () => new Error('secret words'), 'internal', ''],
  ] as const)('says %s, and can be tried again', async (...[, cause, fault, detail]) => {
    const { works, relays, ended, changes, changed } = start({ setUp: () => Promise.reject(cause()) })
    works.setUp(request, changed)
    await ended()
    expect(works.getWork()).toEqual({ kind: 'failed', host, name, fault, detail })
    expect([relays.size, changes.count]).toEqual([0, 0])
    expect(works.setUp(request, changed)).toMatchObject({ kind: 'ok' })
  })

  it('says that nothing comes through, and keeps the relay: a firewall can be opened', async () => {
    const { works, relays, goOn, ended, changed } = start({ check: async () => ({ kind: 'nothing', why: 'timeout' }) })
    goOn()
    works.setUp(request, changed)
    await ended()
    expect(works.getWork()).toMatchObject({ kind: 'failed', fault: 'nothing-came', detail: 'timeout' })
    expect(relays.has(host)).toBe(true)
  })

  it('tells nobody the password', async () => {
    const { works, goOn, ended, changed } = start()
    works.setUp(request, changed)
    const during = JSON.stringify(works.getWork())
    goOn()
    await ended()
    expect(during + JSON.stringify(works.getWork())).not.toContain('only once')
  })
})

describe('the end of a relay', () => {
  it('is at once where nobody logs in there', async () => {
    const { works, relays, asked, ended, changes, changed } = start({}, [relay])
    expect(works.remove({ host, login: null }, changed)).toMatchObject({ kind: 'ok' })
    await ended()
    expect(works.getWork()).toEqual({ kind: 'removed', host, name })
    expect([relays.size, asked, changes.count]).toEqual([0, [], 1])
  })

  it('leaves it as it is when the server there could not be told', async () => {
    const refused = () => Promise.reject(new RelayShellError('unreachable', 'Nothing answers.'))
    const { works, relays, ended, changes, changed } = start({ remove: refused }, [relay])
    works.remove({ host, login: { login, hostKey: request.hostKey } }, changed)
    await ended()
    expect(works.getWork()).toMatchObject({ kind: 'failed', fault: 'unreachable' })
    expect([relays.has(host), changes.count]).toEqual([true, 0])
  })

  it('is of a relay that there is', () => {
    const { works, changed } = start()
    expect(works.remove({ host, login: null }, changed)).toMatchObject({ kind: 'failed', code: 'not-found' })
  })
})

describe('a look at a server', () => {
  it('shows its key as SSH programs do', async () => {
    // Of three letters A, by another program.
    const answer = await start().works.look({ host, port: 22 })
    expect(answer).toEqual({
      kind: 'ok',
      value: { hostKey: 'QUFB', fingerprint: 'SHA256:yxrSEZ2Pr7aVZlEO5xJmH58UuDOFAG75KuxH9SOjg1g' },
    })
  })

  it('says that nothing answers there', async () => {
    const none = () => Promise.reject(new RelayShellError('unreachable', 'Nothing answers.'))
    expect(await start({ readHostKey: none }).works.look({ host, port: 22 })).toMatchObject({ code: 'not-found' })
  })
})
