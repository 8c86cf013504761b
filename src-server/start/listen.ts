import type { Server } from 'node:net'
import { StartError } from './start-error.ts'

export type ListenOptions = {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Environment variable by which the operator chooses another port. */
  readonly portVariable: 'KONKON_PORT' | 'KONKON_LAN_PORT' | 'KONKON_METRICS_PORT'
}

/** Resolves to the port; rejects with a `StartError` that says what to do. */
export function listen(server: Server, options: ListenOptions): Promise<number> {
  const { host, port } = options
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(toStartError(cause, options))
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function toStartError(cause: NodeJS.ErrnoException, { host, port, portVariable }: ListenOptions): Error {
  const { code = '' } = cause
  if (code === 'EADDRINUSE') {
    const message = `Port ${port} on ${host} is in use by another program. Stop that one, or choose another port with ${portVariable}.`
    return new StartError('port-taken', message, { cause })
  }
  if (code === 'EACCES') {
    const message = `This user may not listen on port ${port}. Choose a port from 1024 up with ${portVariable}.`
    return new StartError('port-forbidden', message, { cause })
  }
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(code)) {
    const message = `This machine has no address ${host}. Choose one that it has with KONKON_HOST, such as 127.0.0.1.`
    return new StartError('host-unusable', message, { cause })
  }
  return cause
}
