import chimeUrl from '../../assets/sounds/chime.wav'
import ringUrl from '../../assets/sounds/ring.wav'
import type { RingOutputDeps } from './ring-output.ts'

/** The sounds of this build, from the server or the app's own files. */
export const loadSound: RingOutputDeps['loadSound'] = async (name) => {
  const answer = await fetch(name === 'ring' ? ringUrl : chimeUrl)
  if (!answer.ok) throw new Error(`The sound "${name}" answered ${answer.status}.`)
  return answer.arrayBuffer()
}
