import type { ComponentChildren } from 'preact'
import type { IconNode } from 'lucide'
import { Icon } from './Icon.tsx'

type NoteProps = {
  readonly look: 'plain' | 'good' | 'care' | 'bad'
  readonly icon: IconNode
  readonly title?: string
  readonly children?: ComponentChildren
}

/** A few words that stand out, with what to do about it. */
export function Note({ look, icon, title, children }: NoteProps) {
  return (
    <div class={`note note-${look}`}>
      <Icon node={icon} />
      <div class="note-text">
        {title && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  )
}
