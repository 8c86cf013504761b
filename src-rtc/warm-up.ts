import { offerLines } from './media-lines.ts'

/**
 * Makes the browser load what a first call needs (threads, codecs, a certificate), so that the call itself starts
 * sooner. Nothing is sent and no network address is asked for: the connection is closed before it has gathered any.
 */
export function warmUpPeers(log: (message: string, detail?: unknown) => void): void {
  const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' })
  offerLines(connection)
  connection
    .createOffer()
    .catch((error: unknown) => log('The browser did not warm up for a call', error))
    .finally(() => connection.close())
}
