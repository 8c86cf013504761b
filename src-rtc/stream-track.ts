/**
 * Makes `track` the only track of a stream that stays the same object for its viewers; null empties it.
 *
 * Tells of it by the stream's own `addtrack` and `removetrack`, which a browser fires only for changes that it made
 * itself: an element whose tracks had all ended needs a new `play()`.
 */
export function putTrack(stream: MediaStream, track: MediaStreamTrack | null): void {
  const before = stream.getTracks()
  if (before.length === (track ? 1 : 0) && (!track || before[0] === track)) return
  // The new one first, so that an element never finds the stream empty and drops its last picture.
  if (track && !before.includes(track)) stream.addTrack(track)
  for (const old of before) if (old !== track) stream.removeTrack(old)
  stream.dispatchEvent(new Event(track ? 'addtrack' : 'removetrack'))
}
