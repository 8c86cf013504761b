import { useEffect } from 'react'
import { firstToAdmit } from '../../src-desk/knocks/answering.ts'
import { useFace } from '../face/face.ts'
import { knockActions } from './knock-actions.ts'

/** While mounted, the key `A` admits the first to be admitted, unless somebody is typing or a dialog is open. */
export function useAdmitKey(): void {
  const { client, feedback } = useFace()
  useEffect(() => {
    const admitFirst = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'a' || event.repeat || hasModifier(event) || isTyping(event.target)) return
      if (document.querySelector('dialog[open]')) return
      const first = firstToAdmit(client.getState())
      const admit = first && knockActions({ client, feedback }, client.getState(), first).admit
      if (!admit) return
      event.preventDefault()
      admit()
    }
    addEventListener('keydown', admitFirst)
    return () => removeEventListener('keydown', admitFirst)
  }, [client, feedback])
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.altKey || event.metaKey || event.isComposing
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
}
