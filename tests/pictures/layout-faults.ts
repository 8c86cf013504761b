export type LayoutRules = {
  /** What has to be at least so high and wide, in px; the first that matches a control holds. */
  readonly targets: readonly { readonly selector: string; readonly minPx: number }[]
  /** Of each of these, the first that can be pressed is in sight without scrolling, in windows of at least this height. */
  readonly inSight: readonly { readonly selector: string; readonly fromHeightPx: number }[]
  /** Lines that may end in an ellipsis, since the whole stands elsewhere. */
  readonly mayBeCut: string
}

export const deskRules: LayoutRules = {
  targets: [
    // What answers a knock or ends a call is pressed with gloves on.
    {
      selector:
        '.knock-answers > .button, .knock-split > .button:first-child, .card-answers .button, .call-controls .button-deny, .call-controls .button-danger',
      minPx: 64,
    },
    { selector: '*', minPx: 44 },
  ],
  inSight: [
    { selector: '.queue .knock .button-admit', fromHeightPx: 0 },
    { selector: '.card .button-admit', fromHeightPx: 0 },
    { selector: '.call:not(:has(.device-panel)) .call-controls .button-deny', fromHeightPx: 0 },
  ],
  mayBeCut: '.pill-words, .picker-name, .call-large .call-name, .message-peek-words > span, select, input',
}

export const visitorRules: LayoutRules = {
  targets: [{ selector: '*', minPx: 48 }],
  inSight: [
    // What has to be said first may push the knock down, and a window at 200 % is not as high as the name and the knock.
    { selector: '.door:not(:has(.note)) .door-knock .button-main', fromHeightPx: 700 },
    { selector: '.controls .control-leave', fromHeightPx: 0 },
  ],
  mayBeCut: '.header-name, .tile-name span, select, input',
}

/**
 * Evaluated in the page, so it uses nothing from outside: one line for each thing that a person could not press or read
 * as it lies there now. Empty is good.
 */
export function layoutFaults(rules: LayoutRules): readonly string[] {
  const faults: string[] = []
  const isSeen = (element: Element): boolean =>
    element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
    element.getClientRects().length > 0 &&
    !element.closest('.visually-hidden, [inert], [aria-hidden="true"]') &&
    getComputedStyle(element).clipPath === 'none'
  const named = (element: Element): string => {
    const words = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 24) ?? ''
    return `${element.tagName.toLowerCase()}.${element.classList.value.split(' ').join('.')} “${words}”`
  }
  /** What is pressed: a checkbox by the words around it. */
  const pressed = (control: Element): Element =>
    (control instanceof HTMLInputElement && /checkbox|radio/.test(control.type) && control.closest('label')) || control
  const dialogs = [...document.querySelectorAll('dialog:modal')]
  const scope: ParentNode = dialogs.at(-1) ?? document
  const controls = [
    ...scope.querySelectorAll(
      'button, a[href], select, summary, textarea, input:not([type=hidden], .visually-hidden), [role=button]',
    ),
  ]
    .filter(isSeen)
    .map(pressed)

  findSideways()
  for (const control of controls) {
    findSmall(control)
    findCovered(control)
  }
  findCut()
  findOutOfSight()
  return [...new Set(faults)]

  function findSideways(): void {
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth)
      faults.push(`the page scrolls sideways by ${root.scrollWidth - root.clientWidth}`)
    for (const element of document.querySelectorAll('*')) {
      const { overflowX } = getComputedStyle(element)
      if ((overflowX !== 'auto' && overflowX !== 'scroll') || !isSeen(element)) continue
      const widerBy = element.scrollWidth - element.clientWidth
      if (widerBy > 1) faults.push(`${named(element)} scrolls sideways by ${widerBy}`)
    }
  }

  function findSmall(control: Element): void {
    const rule = rules.targets.find(({ selector }) => control.matches(selector))
    // A link in a sentence is as high as its line.
    if (!rule || (control.tagName === 'A' && getComputedStyle(control).display === 'inline')) return
    const { width, height } = control.getBoundingClientRect()
    const smaller = Math.min(width, height)
    if (smaller < rule.minPx - 0.5) {
      faults.push(`${named(control)} is ${Math.round(width)}×${Math.round(height)}, less than ${rule.minPx}`)
    }
  }

  function findCovered(control: Element): void {
    const box = visibleBox(control)
    if (!box || getComputedStyle(control).pointerEvents === 'none') return
    const inset = 4
    if (box.right - box.left < 2 * inset || box.bottom - box.top < 2 * inset) return
    const xs = [box.left + inset, (box.left + box.right) / 2, box.right - inset]
    const ys = [box.top + inset, (box.top + box.bottom) / 2, box.bottom - inset]
    for (const x of xs) {
      for (const y of ys) {
        const hit = document.elementFromPoint(x, y)
        if (!hit || control.contains(hit) || hit.contains(control)) continue
        // What somebody opened lies above the rest, and closes at a press beside it.
        if (hit.closest(':popover-open') && !control.closest(':popover-open')) continue
        faults.push(`${named(control)} is covered by ${named(hit)}`)
        return
      }
    }
  }

  /** The part of it that neither the window nor a scrolled parent cuts off. */
  function visibleBox(element: Element) {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const box = {
      left: Math.max(left, 0),
      right: Math.min(right, innerWidth),
      top: Math.max(top, 0),
      bottom: Math.min(bottom, innerHeight),
    }
    for (let parent = element.parentElement; parent; parent = parent.parentElement) {
      if (getComputedStyle(parent).overflowY === 'visible') continue
      const clip = parent.getBoundingClientRect()
      box.left = Math.max(box.left, clip.left)
      box.right = Math.min(box.right, clip.right)
      box.top = Math.max(box.top, clip.top)
      box.bottom = Math.min(box.bottom, clip.bottom)
    }
    return box.right > box.left && box.bottom > box.top ? box : null
  }

  function findCut(): void {
    for (const element of scope.querySelectorAll<HTMLElement>('*')) {
      if (element.closest('svg') || element.matches(rules.mayBeCut) || !isSeen(element)) continue
      const { overflowX, display } = getComputedStyle(element)
      const isButton = element.tagName === 'BUTTON'
      if (display === 'inline' || (overflowX === 'visible' && !isButton)) continue
      if (
        ![...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()) &&
        !isButton
      ) {
        continue
      }
      if (overflowX === 'auto' || overflowX === 'scroll') continue
      if (isButton && linesOf(element) > 2) faults.push(`${named(element)} has its words in more than two lines`)
      if (element.scrollWidth > element.clientWidth + 1) faults.push(`${named(element)} is cut at its side`)
      if (element.scrollHeight > element.clientHeight + 1) faults.push(`${named(element)} is cut at its foot`)
    }
  }

  /** Of the words on a button; one that says a whole sentence, as a reply does, may have more. */
  function linesOf(button: Element): number {
    const words = [...button.querySelectorAll('span')].find((span) => isSeen(span) && span.textContent?.trim())
    if (!words || (words.textContent ?? '').length > 24) return 1
    const range = document.createRange()
    range.selectNodeContents(words)
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
  }

  function findOutOfSight(): void {
    for (const { selector } of rules.inSight.filter(({ fromHeightPx }) => innerHeight >= fromHeightPx)) {
      const first = [...scope.querySelectorAll(selector)].find((one) => isSeen(one) && !one.matches(':disabled'))
      if (!first) continue
      const { top, bottom } = first.getBoundingClientRect()
      const box = visibleBox(first)
      if (!box || box.bottom - box.top < bottom - top - 1) faults.push(`${named(first)} is not in sight as a whole`)
    }
  }
}
