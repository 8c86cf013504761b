import { connect } from 'node:net'
import { once } from 'node:events'
import { bad, good, type Check, type Finding } from '../finding.ts'
import { hostForPeople } from '../../start/urls-for-people.ts'
import { findListener } from '../find-listener.ts'

/** Whether anybody can knock at all. */
export const checkServer: Check = async ({ settings, state }) => {
  const running = state?.running
  if (running) {
    const runs = good('server', `Version ${running.version} runs on port ${running.port}.`)
    if (running.trouble === null) return [runs]
    const words = { 'disk-full': 'its disk is full. Make room on it', database: 'its database fails. Look at its log' }
    return [runs, bad('server', `It refuses every knock: ${words[running.trouble]}.`)]
  }
  return [await whyNoneRuns(settings)]
}

async function whyNoneRuns({ host, port }: { readonly host: string; readonly port: number }): Promise<Finding> {
  const target = hostForPeople(host)
  if (port !== 0 && (await isTaken(target, port))) {
    const who = (await isKonkon(`http://${target}:${port}`)) ? 'a room server with other data' : 'another program'
    const program = findListener(port)
    const named = program === null ? who : `${who} (${program})`
    return bad('server', `Port ${port} is taken by ${named}. Stop that one, or choose another port with KONKON_PORT.`)
  }
  return bad('server', 'No server runs with this data, so nobody can knock. Start it: "konkon start".')
}

async function isTaken(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port, timeout: 2_000 })
  try {
    socket.on('timeout', () => socket.destroy(new Error('timeout')))
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

async function isKonkon(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(2_000) })
    const answer: unknown = await response.json()
    return typeof answer === 'object' && answer !== null && 'version' in answer && 'status' in answer
  } catch {
    return false
  }
}
