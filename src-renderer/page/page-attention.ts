import type { Attention, AttentionPort } from '../../src-desk/ports.ts'
import type { Language } from '../../src-shared/language.ts'
import { textsIn } from '../texts/texts.ts'

/** Waits for the frame that shows the knock: drawing and encoding the icon takes longer than a frame. */
const afterFrameMs = 100
const withoutFrameMs = 500
const colours = { offline: '#8a857a', idle: '#165e83', knock: '#ffb61e', practice: '#ffb61e', call: '#14713d' } as const

/**
 * What the tab shows while it is not in front: title, icon and, where there is one, the badge of the installed app.
 * Icon and badge are updated after the knock has been painted.
 */
export function createPageAttention(language: () => Language): AttentionPort {
  const showLater = createAfterPaint((attention: Attention) => {
    showIcon(colours[attention.kind])
    showBadge(attention.openKnocks)
  })
  return {
    apply: (attention) => {
      document.title = titleFor(attention, language())
      showLater(attention)
    },
  }
}

/** Runs once after the next frame with the latest value. A hidden page has no frames, so a timer stands in for them. */
function createAfterPaint<T>(run: (value: T) => void): (value: T) => void {
  let latest: { readonly value: T } | null = null
  const runLatest = (): void => {
    const taken = latest
    latest = null
    if (taken) run(taken.value)
  }
  return (value) => {
    const isPlanned = latest !== null
    latest = { value }
    if (isPlanned) return
    requestAnimationFrame(() => setTimeout(runLatest, afterFrameMs))
    setTimeout(runLatest, withoutFrameMs)
  }
}

function titleFor(attention: Attention, language: Language): string {
  return textsIn(language).tabTitle[attention.kind].replace('{{count}}', String(attention.openKnocks))
}

/** Drawn on a canvas, because Safari accepts no SVG data URL as an icon. */
function showIcon(colour: string): void {
  const canvas = document.createElement('canvas')
  canvas.width = 64
  canvas.height = 64
  const context = canvas.getContext('2d')
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  if (!context || !link) return
  context.fillStyle = colour
  context.beginPath()
  context.arc(32, 32, 30, 0, 2 * Math.PI)
  context.fill()
  link.href = canvas.toDataURL('image/png')
}

function showBadge(count: number): void {
  if (!('setAppBadge' in navigator)) return
  const done = count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge()
  // Rejects where the page is not installed; there is no badge to set then.
  done.catch(() => undefined)
}
