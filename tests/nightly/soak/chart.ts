/** The soak as a picture: one small chart per line, all over the same minutes. */
import { escapeHtml } from '../../../src-server/http/page-template.ts'

export type Line = {
  readonly label: string
  /** What stands beside it, e.g. its last value. */
  readonly note: string
  readonly values: readonly number[]
  readonly isRising: boolean
}

const width = 320
const height = 120
const columns = 2
const gap = { x: 40, y: 56 }
const top = 70

/** An SVG that reads on white and on black. `minutes` is what the lines span. */
export function drawChart(title: string, minutes: number, lines: readonly Line[]): string {
  const rows = Math.ceil(lines.length / columns)
  const whole = { width: columns * (width + gap.x) + gap.x, height: top + rows * (height + gap.y) }
  const charts = lines.map((line, index) => {
    const x = gap.x + (index % columns) * (width + gap.x)
    const y = top + Math.floor(index / columns) * (height + gap.y)
    return `<g transform="translate(${String(x)} ${String(y)})">${drawLine(line, minutes)}</g>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(whole.width)} ${String(whole.height)}" role="img"`,
    ` font-family="system-ui, sans-serif" font-size="13"><title>${escapeHtml(title)}</title>`,
    `<rect width="100%" height="100%" fill="#fff"/><text x="${String(gap.x)}" y="34" font-size="17" font-weight="600">${escapeHtml(title)}</text>`,
    ...charts,
    '</svg>\n',
  ].join('\n')
}

function drawLine({ label, note, values, isRising }: Line, minutes: number): string {
  const most = Math.max(...values, 1) * 1.15
  const step = values.length > 1 ? width / (values.length - 1) : 0
  const points = values.map(
    (value, index) => `${(index * step).toFixed(1)},${(height - (value / most) * height).toFixed(1)}`,
  )
  const colour = isRising ? '#b3261e' : '#1b6e3c'
  return (
    `<text y="-8" font-weight="600">${escapeHtml(label)}</text>` +
    `<text x="${String(width)}" y="-8" text-anchor="end" fill="${colour}">${escapeHtml(note)}</text>` +
    `<rect width="${String(width)}" height="${String(height)}" fill="none" stroke="#bbb"/>` +
    `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>` +
    `<text y="${String(height + 16)}" fill="#555">0</text>` +
    `<text x="${String(width)}" y="${String(height + 16)}" text-anchor="end" fill="#555">${minutes.toFixed(0)} min</text>` +
    `<text x="4" y="14" fill="#555">${most < 10 ? most.toFixed(1) : most.toFixed(0)}</text>`
  )
}
