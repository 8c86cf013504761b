/** Whether a line rises: by the least squares through what was measured after the start has settled. */
export type Trend = {
  readonly first: number
  readonly last: number
  /** By the line through all points, per hour. */
  readonly risePerHour: number
  readonly isRising: boolean
}

/** So much of the time is a start: caches fill, code is compiled. */
const settlingShare = 0.25
/** A line that rises by less than this share of itself while it was watched is flat. */
const riseAllowed = 0.08
/** A rise that the line explains less of than this is noise. */
const fitNeeded = 0.5

/** `times` in ms. */
export function trendOf(times: readonly number[], values: readonly number[]): Trend {
  const from = Math.floor(times.length * settlingShare)
  const xs = times.slice(from)
  const ys = values.slice(from)
  const meanX = mean(xs)
  const meanY = mean(ys)
  const spreadX = sum(xs.map((x) => (x - meanX) ** 2))
  const spreadY = sum(ys.map((y) => (y - meanY) ** 2))
  const common = sum(xs.map((x, index) => (x - meanX) * ((ys[index] ?? 0) - meanY)))
  const slope = spreadX === 0 ? 0 : common / spreadX
  const fit = spreadX === 0 || spreadY === 0 ? 0 : common ** 2 / (spreadX * spreadY)
  const rise = slope * ((xs.at(-1) ?? 0) - (xs[0] ?? 0))
  return {
    first: ys[0] ?? 0,
    last: ys.at(-1) ?? 0,
    risePerHour: slope * 3_600_000,
    isRising: rise > riseAllowed * Math.max(Math.abs(meanY), 1) && fit > fitNeeded,
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length
}
