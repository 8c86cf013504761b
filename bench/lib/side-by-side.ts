/** One figure of the product and of the bare thing, both measured in this run. */
export type Figure = {
  readonly what: string
  readonly unit: 'ms' | 'bytes' | 'MB' | 'requests'
  readonly product: readonly number[]
  readonly bare: readonly number[]
}

/** How often each thing is measured. */
export const runs = 9

/** Calls `product` and `bare` in turn, the other one first each time, so that what drifts hits both. */
export async function alternate<T>(
  product: (run: number) => Promise<T>,
  bare: (run: number) => Promise<T>,
): Promise<{ readonly product: readonly T[]; readonly bare: readonly T[] }> {
  const results = { product: [] as T[], bare: [] as T[] }
  // The first of each warms up what only the first one pays for (the browser, the disk cache), and is not counted.
  await product(0)
  await bare(0)
  for (let run = 1; run <= runs; run += 1) {
    if (run % 2 === 0) results.bare.push(await bare(run))
    results.product.push(await product(run))
    if (run % 2 === 1) results.bare.push(await bare(run))
    process.stderr.write('.')
  }
  process.stderr.write('\n')
  return results
}

/** Prints medians, the spread from first to ninth decile, and the ratio to the bare thing. */
export function printTable(title: string, figures: readonly Figure[]): void {
  const rows = figures.map(({ what, unit, product, bare }) => [
    what,
    describe(product, unit),
    describe(bare, unit),
    `${(median(product) / median(bare)).toFixed(2)} ×`,
  ])
  const head = ['', 'Konkon', 'bare', 'ratio']
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('   ')
  console.log(`\n${title}`)
  console.log(`median of ${String(figures[0]?.product.length ?? 0)} (first to ninth decile)`)
  for (const row of [head, ...rows]) console.log(line(row))
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)] ?? Number.NaN
  const above = sorted[Math.ceil(at)] ?? Number.NaN
  return below + (above - below) * (at - Math.floor(at))
}

function describe(values: readonly number[], unit: Figure['unit']): string {
  const digits = unit === 'ms' || unit === 'MB' ? 1 : 0
  const [low, middle, high] = [0.1, 0.5, 0.9].map((share) => quantile(values, share).toFixed(digits))
  return `${String(middle)} ${unit} (${String(low)}–${String(high)})`
}
