/** A server whose relay does not answer tells its desks so, by the real wire. */
import { rm } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { askServer } from '../../../src-server/control/ask-server.ts'
import { lineDownAfterMs } from '../../../src-server/line/way-health.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'
import { runKonkon } from '../../support/konkon-command.ts'
import { openDesk } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

const access = {
  host: '127.0.0.1',
  // Nobody listens there, and no key is there to be tried.
  port: 9,
  hostKey: 'QUFB',
  user: 'konkon-1',
  privateKey: 'none',
  socketPath: '/run/none',
}

it(
  'desks, doctor and figures say that customers do not get in, those that come later too, and that it is over',
  { timeout: 30_000 },
  async () => {
    const folder = await makeFolder()
    const clock = createFakeClock(Date.now())
    const server = await startServer({ dataFolder: folder, clock: { ...clock, elapsed: clock.now }, metricsPort: 0 })
    const figure = async () => /^konkon_relay_line_up.*/m.exec(await (await fetch(server.metricsUrl ?? '')).text())?.[0]
    const desk = await openDesk(server)
    expect((await desk.waitFor('snapshot')).way).toBeNull()
    const relay = { name: 'desk.example.jp', access, turnSecret: 's' }
    expect(await askServer(folder, { name: 'relay:add', payload: relay })).toMatchObject({ kind: 'ok' })
    clock.advance(lineDownAfterMs)
    await desk.waitFor('way:changed', ({ way }) => way?.kind === 'line-down')
    expect(await figure()).toBe('konkon_relay_line_up{relay="127.0.0.1"} 0')
    const doctor = await runKonkon(['doctor'], { dataFolder: folder, variables: { KONKON_PORT: '1' } })
    expect(doctor.code).toBe(1)
    expect(doctor.out).toMatch(/^! relay: There is no line to 127\.0\.0\.1: /m)
    expect(doctor.out).toMatch(/^! name: No name server knows desk\.example\.jp/m)
    expect(doctor.out).not.toContain('KONKON_PUBLIC_ORIGIN')
    const later = await openDesk(server, { id: 'later' })
    expect((await later.waitFor('snapshot')).way).toMatchObject({ kind: 'line-down' })
    await askServer(folder, { name: 'relay:remove', payload: { host: access.host } })
    await desk.waitFor('way:changed', ({ way }) => way === null)
    expect(await figure()).toBeUndefined()
    await server.dispose()
    await rm(folder, { recursive: true, force: true })
  },
)
