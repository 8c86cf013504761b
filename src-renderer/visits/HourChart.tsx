import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip)

/** Hours that are always shown; nights only when somebody knocked. */
const workday = { from: 7, to: 19 }

/** Knocks by hour as bars; `knocksByHour` has 24 numbers. Coloured by the style sheet, again when the theme changes. */
export function HourChart(props: { readonly knocksByHour: readonly number[]; readonly label: string }): ReactNode {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const { knocksByHour } = props
  useEffect(() => {
    const element = canvas.current
    if (!element) return undefined
    const hours = shownHours(knocksByHour)
    const draw = (): Chart => {
      const { color: bars, borderTopColor: lines } = getComputedStyle(element)
      const words = element.parentElement ? getComputedStyle(element.parentElement) : getComputedStyle(element)
      const font = { family: words.fontFamily, size: 13 }
      return new Chart(element, {
        type: 'bar',
        data: {
          labels: hours.map((hour) => t('week.ofHour', { hour })),
          datasets: [
            {
              data: hours.map((hour) => knocksByHour[hour] ?? 0),
              backgroundColor: bars,
              borderRadius: 4,
              maxBarThickness: 32,
            },
          ],
        },
        options: {
          animation: false,
          maintainAspectRatio: false,
          scales: {
            x: { grid: { display: false }, border: { color: lines }, ticks: { color: words.color, font } },
            y: {
              beginAtZero: true,
              grid: { color: lines },
              border: { display: false },
              ticks: { color: words.color, font, precision: 0, maxTicksLimit: 4 },
            },
          },
        },
      })
    }
    let chart = draw()
    const redraw = (): void => {
      chart.destroy()
      chart = draw()
    }
    const dark = matchMedia('(prefers-color-scheme: dark)')
    dark.addEventListener('change', redraw)
    const chosen = new MutationObserver(redraw)
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      chosen.disconnect()
      dark.removeEventListener('change', redraw)
      chart.destroy()
    }
  }, [knocksByHour, t])
  return (
    <div className="week-chart">
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- An <img> cannot be drawn on. */}
      <canvas ref={canvas} className="week-bars" role="img" aria-label={props.label} />
    </div>
  )
}

function shownHours(knocksByHour: readonly number[]): readonly number[] {
  const knocked = knocksByHour.flatMap((count, hour) => (count > 0 ? [hour] : []))
  const from = Math.min(workday.from, ...knocked)
  const to = Math.max(workday.to, ...knocked)
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
