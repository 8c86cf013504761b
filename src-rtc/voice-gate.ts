/** Tells speech from the noise of a shop floor, by levels that are read at an even pace. */
export type VoiceGate = { readonly hear: (level: number) => boolean }

/** Below it nobody speaks to a microphone. */
const quietest = 0.03
const aboveNoise = 3
/** Noise that begins is believed within some seconds, a pause in it at once. */
const floorRise = 1.02
const window = 5
const loudOfWindow = 3
/** So many readings long it says so, once it has heard somebody. */
const holdFor = 30

export function createVoiceGate(): VoiceGate {
  let floor: number | null = null
  let recent: readonly boolean[] = []
  let held = 0
  return {
    hear(level) {
      floor = floor === null || level < floor ? level : Math.min(level, Math.max(floor, 0.001) * floorRise)
      recent = [...recent, level > Math.max(quietest, floor * aboveNoise)].slice(-window)
      held = recent.filter(Boolean).length >= loudOfWindow ? holdFor : Math.max(0, held - 1)
      return held > 0
    },
  }
}
