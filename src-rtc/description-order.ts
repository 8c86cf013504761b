/**
 * The version of a session description (RFC 8866 §5.2), which grows with each new one of a connection; null when it has
 * none. A description that is not newer than the last one came late or twice.
 */
export function readDescriptionVersion(sdp: string): bigint | null {
  const version = /^o=\S+ \d+ (\d+) /m.exec(sdp)?.[1]
  return version === undefined ? null : BigInt(version)
}

/** Whether a candidate belongs to a description: both name the same ICE credentials (RFC 8839 §5.4). */
export function hasUsernameFragment(sdp: string, usernameFragment: string): boolean {
  return sdp.split(/\r?\n/).includes(`a=ice-ufrag:${usernameFragment}`)
}
