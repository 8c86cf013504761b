import type { Sound } from './wav.ts'

const sampleRate = 44_100

/** A stretch of sound to which voices are added at a time. */
type Score = { readonly samples: Float32Array }

function createScore(seconds: number): Score {
  return { samples: new Float32Array(Math.round(seconds * sampleRate)) }
}

function add(score: Score, atSeconds: number, voice: (seconds: number) => number): void {
  const start = Math.round(atSeconds * sampleRate)
  for (let index = start; index < score.samples.length; index += 1) {
    score.samples[index] = (score.samples[index] ?? 0) + voice((index - start) / sampleRate)
  }
}

/** A knuckle on a wooden door: a short click and three damped resonances. */
function knock(strength: number): (seconds: number) => number {
  const resonances = [
    { hertz: 310, decayPerSecond: 38, level: 0.9 },
    { hertz: 742, decayPerSecond: 55, level: 0.7 },
    { hertz: 1_630, decayPerSecond: 85, level: 0.5 },
  ]
  return (seconds) => {
    const attack = Math.min(1, seconds / 0.0008)
    const body = resonances.reduce(
      (sum, part) =>
        sum + part.level * Math.exp(-part.decayPerSecond * seconds) * Math.sin(2 * Math.PI * part.hertz * seconds),
      0,
    )
    return strength * attack * body
  }
}

/**
 * A bell with its strongest partials between 1 and 4 kHz: where hearing is keenest and most machines are quieter than
 * at their spindle's own frequency.
 */
function bell(hertz: number, strength: number): (seconds: number) => number {
  const partials = [
    { ratio: 1, decayPerSecond: 3.2, level: 1 },
    { ratio: 2.01, decayPerSecond: 4.6, level: 0.55 },
    { ratio: 2.98, decayPerSecond: 7, level: 0.35 },
    { ratio: 4.1, decayPerSecond: 11, level: 0.16 },
  ]
  return (seconds) => {
    const attack = Math.min(1, seconds / 0.002)
    const sum = partials.reduce(
      (total, part) =>
        total +
        part.level * Math.exp(-part.decayPerSecond * seconds) * Math.sin(2 * Math.PI * hertz * part.ratio * seconds),
      0,
    )
    return strength * attack * sum
  }
}

/** Scales to the wanted peak and fades the last 30 ms, so that a loop has no click at its seam. */
function finish(score: Score, peak: number): Sound {
  const highest = score.samples.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0)
  const fade = Math.round(0.03 * sampleRate)
  const samples = score.samples.map((sample, index) => {
    const left = score.samples.length - 1 - index
    return (sample / highest) * peak * Math.min(1, left / fade)
  })
  return { sampleRate, samples }
}

/** The ring, one turn of its loop: コンコン on the door, then a rising and falling bell, then a breath. */
export function ringSound(): Sound {
  const score = createScore(3.2)
  for (const at of [0, 0.2, 1.5, 1.7]) add(score, at, knock(1))
  add(score, 0.45, bell(1_318.5, 0.42))
  add(score, 0.8, bell(1_046.5, 0.42))
  add(score, 1.95, bell(1_318.5, 0.42))
  add(score, 2.2, bell(1_568, 0.42))
  return finish(score, 0.97)
}

/** Once and softly, for a knock during a call: コンコン and one low bell. */
export function chimeSound(): Sound {
  const score = createScore(1.2)
  for (const at of [0, 0.18]) add(score, at, knock(0.7))
  add(score, 0.36, bell(880, 0.2))
  return finish(score, 0.4)
}
