/** A client that shares no code with this repository, to prove that docs/protocol.md is enough to write one. */
import { execFile, spawnSync } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { openDesk, unwrap } from '../../support/room-client.ts'
import { startServer } from '../../support/start-server.ts'

/** Debian's own, because its packages are for no other. */
const python = '/usr/bin/python3'
const missing = whatIsMissing()
if (missing !== null) process.stderr.write(`Skipped the test with a foreign client: ${missing}.\n`)

const LineSchema = v.pipe(v.string(), v.parseJson(), v.object({ step: v.string(), told: v.unknown() }))

it.skipIf(missing !== null)('a client in Python knocks, withdraws, is admitted and leaves', async () => {
  const server = await startServer()
  try {
    const desk = await openDesk(server)
    const program = path.join(import.meta.dirname, 'foreign_client.py')
    const running = promisify(execFile)(python, [program, server.url, server.room], { timeout: 14_000 })
    const [{ stdout }, call] = await Promise.all([running, admitSecond()])
    const lines = stdout.trim().split('\n')
    expect(lines.map((line) => v.parse(LineSchema, line))).toEqual([
      { step: 'welcome', told: expect.objectContaining({ knock: null }) },
      { step: 'knock', told: { kind: 'ok', value: expect.objectContaining({ name: 'first' }) } },
      { step: 'withdraw', told: { kind: 'ok', value: null } },
      { step: 'knock', told: { kind: 'ok', value: expect.objectContaining({ id: call.knockId, name: 'second' }) } },
      {
        step: 'admitted',
        told: expect.objectContaining({
          id: call.knockId,
          phase: { kind: 'admitted', callId: call.id, iceServers: [], lines: [] },
        }),
      },
      { step: 'leave', told: { kind: 'ok', value: null } },
    ])
    expect(await desk.waitFor('call:ended')).toMatchObject({ callId: call.id, reason: 'visitor-left' })

    async function admitSecond() {
      const { knock } = await desk.waitFor('knock:changed', (fact) => fact.knock.name === 'second')
      return unwrap(await desk.send('admit', { knockId: knock.id }))
    }
  } finally {
    await server.dispose()
  }
})

/** Null where the client can run. */
function whatIsMissing(): string | null {
  const { status, error } = spawnSync(python, ['-c', 'import socketio, requests, websocket'], { stdio: 'ignore' })
  if (error) return `${python} is not installed (apt-get install python3)`
  const packages = 'python3-socketio python3-requests python3-websocket'
  return status === 0 ? null : `a Python package is not installed (apt-get install ${packages})`
}
