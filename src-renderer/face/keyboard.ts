import { useSyncExternalStore } from 'react'
import { createSharedSource } from './shared-source.ts'

/** A mouse is the pointer of a PC, which has a keyboard; a finger is that of a tablet, which may have none. */
const mouse = matchMedia('(pointer: fine)')
let wasKeyPressed = false

const changes = createSharedSource(() => {
  const noteKey = (): void => {
    wasKeyPressed = true
    changes.tell()
  }
  mouse.addEventListener('change', changes.tell)
  addEventListener('keydown', noteKey, { once: true })
  return () => {
    mouse.removeEventListener('change', changes.tell)
    removeEventListener('keydown', noteKey)
  }
})

/** Whether to speak of keys: on a PC, or once somebody has pressed one. */
export function useHasKeyboard(): boolean {
  return useSyncExternalStore(changes.subscribe, hasKeyboard)
}

function hasKeyboard(): boolean {
  return mouse.matches || wasKeyPressed
}
