import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { Point } from './zoom.ts'

export type KeyAct =
  | { readonly kind: 'enlarge' | 'reduce' | 'whole' | 'escape' }
  /** In px of the frame. */
  | { readonly kind: 'move'; readonly by: Point }

/** How far one press of an arrow goes. */
const moveStepPx = 80

const acts: Readonly<Record<string, KeyAct>> = {
  '+': { kind: 'enlarge' },
  // What is + with the shift key is an = or a ; without it, and everybody forgets the shift key.
  '=': { kind: 'enlarge' },
  ';': { kind: 'enlarge' },
  '-': { kind: 'reduce' },
  '0': { kind: 'whole' },
  Escape: { kind: 'escape' },
  // The eye goes right, so the picture goes left.
  ArrowRight: { kind: 'move', by: { x: -moveStepPx, y: 0 } },
  ArrowLeft: { kind: 'move', by: { x: moveStepPx, y: 0 } },
  ArrowDown: { kind: 'move', by: { x: 0, y: -moveStepPx } },
  ArrowUp: { kind: 'move', by: { x: 0, y: moveStepPx } },
}

/**
 * The keys of a picture: while the focus is within `area` or nowhere, never while somebody writes or a dialog is open.
 * `run` says whether it had a use for the key.
 */
export function followKeys(area: Element, run: (act: KeyAct) => boolean): Unsubscribe {
  const page = area.ownerDocument
  const handle = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const act = acts[event.key]
    if (!act || !isForPicture(event.target)) return
    if (run(act)) event.preventDefault()
  }
  const isForPicture = (target: EventTarget | null): boolean => {
    if (!(target instanceof Element) || page.querySelector('dialog[open], :popover-open')) return false
    if (target.closest('input, select, textarea, [contenteditable]')) return false
    return target === page.body || target === page.documentElement || area.contains(target)
  }
  page.addEventListener('keydown', handle)
  return () => page.removeEventListener('keydown', handle)
}
