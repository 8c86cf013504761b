/** A real server that is shot at, and what must stay true of it meanwhile. */
import { pino } from 'pino'
import { boundlessPolicy } from '../support/boundless-policy.ts'
import { openDesk, openKnock, unwrap, type ServerAddress } from '../support/room-client.ts'
import { startServer } from '../support/start-server.ts'

export type FuzzedServer = ServerAddress & {
  readonly port: number
  /** Lines of its log since it was asked last; throws where one of them is an error. */
  readonly countLines: () => number
  /** An honest visitor knocks and is answered by an honest desk; throws where that fails. */
  readonly receive: () => Promise<void>
  readonly dispose: () => Promise<void>
}

const errorLevel = 50

/** Without limits of rate: what is shot at is to be hit, and not kept away. */
export async function startFuzzedServer(): Promise<FuzzedServer> {
  let lines: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) })
  const server = await startServer({ log, policy: boundlessPolicy })
  return {
    ...server,
    countLines() {
      const written = lines
      lines = []
      const errors = written.filter((line) => Number(JSON.parse(line).level) >= errorLevel)
      if (errors.length > 0) throw new Error(`The server reports: ${errors.join('').slice(0, 2_000)}`)
      return written.length
    },
    async receive() {
      const response = await fetch(`${server.url}/readyz`)
      if (!response.ok) throw new Error(`It is not ready: ${String(response.status)}`)
      const desk = await openDesk(server, { id: 'honest' })
      const { visitor, knock } = await openKnock(server)
      unwrap(await desk.send('deny', { knockId: knock.id, message: null, promisesCall: false }))
      await visitor.waitFor('knock:changed', ({ phase }) => phase.kind === 'denied')
      visitor.dispose()
      desk.dispose()
    },
  }
}
