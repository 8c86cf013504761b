import type { ComponentChildren } from 'preact'
import type { IconNode } from 'lucide'
import { Icon } from './Icon.tsx'

type ButtonProps = {
  readonly look: 'main' | 'plain' | 'quiet'
  readonly icon?: IconNode
  /** Or it submits the form that it is in. */
  readonly press: (() => void) | 'submit'
  /** Pressed, and the rest is on the way: it stays visible and cannot be pressed again. */
  readonly isPressed?: boolean
  readonly children: ComponentChildren
}

export function Button({ look, icon, press, isPressed = false, children }: ButtonProps) {
  const isSubmit = press === 'submit'
  return (
    <button
      type={isSubmit ? 'submit' : 'button'}
      class={`button button-${look}`}
      disabled={isPressed}
      aria-busy={isPressed}
      onClick={isSubmit ? undefined : press}
    >
      {icon && <Icon node={icon} />}
      <span>{children}</span>
    </button>
  )
}
