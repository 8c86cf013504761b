/**
 * Evaluated in the page, so it uses nothing from outside: words that a CSS filter makes hard to read, which axe does not
 * compute. One line for each; empty is good.
 */
export function filteredContrast(): readonly string[] {
  type Colour = readonly [red: number, green: number, blue: number]
  const brush = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d')
  const faults: string[] = []
  for (const element of document.querySelectorAll<HTMLElement>('*')) {
    const { filter } = getComputedStyle(element)
    if (filter === 'none' || !isSeen(element) || element.matches(':disabled')) continue
    for (const words of [element, ...element.querySelectorAll('*')]) {
      const hasText = [...words.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim())
      if (!hasText || !isSeen(words)) continue
      const { color, fontSize, fontWeight } = getComputedStyle(words)
      const ground = groundOf(words)
      const front = filtered(read(color).colour, filter)
      const back = element.contains(ground.of) ? filtered(ground.colour, filter) : ground.colour
      const sizePx = Number.parseFloat(fontSize)
      const isLarge = sizePx >= 24 || (sizePx >= 18.66 && Number(fontWeight) >= 700)
      const ratio = contrast(front, back)
      if (ratio < (isLarge ? 3 : 4.5)) {
        faults.push(`${element.outerHTML.slice(0, 120)} has a contrast of ${ratio.toFixed(2)} under ${filter}`)
      }
    }
  }
  return faults

  function isSeen(one: Element): boolean {
    return one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && !one.closest('.visually-hidden')
  }

  function read(css: string): { readonly colour: Colour; readonly alpha: number } {
    if (!brush) throw new Error('No canvas')
    brush.clearRect(0, 0, 1, 1)
    brush.fillStyle = css
    brush.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0, alpha = 0] = brush.getImageData(0, 0, 1, 1).data
    return { colour: [red, green, blue], alpha }
  }

  /** What lies behind the words, and whose it is. A half transparent one is none. */
  function groundOf(words: Element): { readonly of: Element | null; readonly colour: Colour } {
    for (let one: Element | null = words; one; one = one.parentElement) {
      const { colour, alpha } = read(getComputedStyle(one).backgroundColor)
      if (alpha === 255) return { of: one, colour }
    }
    return { of: null, colour: [255, 255, 255] }
  }

  /** By the matrices of the Filter Effects Module; what is neither brightness nor saturation is left out. */
  function filtered(colour: Colour, by: string): Colour {
    let [red, green, blue] = colour
    for (const [, kind, amount] of by.matchAll(/(brightness|saturate)\(([\d.]+)\)/g)) {
      const share = Number(amount)
      const grey = kind === 'saturate' ? (1 - share) * (0.213 * red + 0.715 * green + 0.072 * blue) : 0
      const mix = (part: number): number => Math.min(255, Math.max(0, grey + share * part))
      ;[red, green, blue] = [mix(red), mix(green), mix(blue)]
    }
    return [red, green, blue]
  }

  function contrast(one: Colour, other: Colour): number {
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
    return (light + 0.05) / (dark + 0.05)
  }

  function luminance(colour: Colour): number {
    const [red = 0, green = 0, blue = 0] = colour.map((part) => {
      const share = part / 255
      return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
}
