import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export type IconButtonProps = {
  readonly icon: LucideIcon
  readonly label: string
  /** Omitted when it cannot be done now. */
  readonly onPress?: (() => void) | undefined
  readonly tone?: 'admit' | 'hold' | 'deny' | 'accent' | 'danger' | 'plain' | 'stage'
  readonly size?: 'large' | 'normal'
  readonly isPressed?: boolean
  readonly isExpanded?: boolean
  readonly shortcut?: string | undefined
  readonly describedBy?: string | undefined
  readonly onApproach?: (() => void) | undefined
  readonly isIconOnly?: boolean
  readonly children?: ReactNode
}

/** An icon with its word, large enough for a glove. Without `onPress` it is disabled. */
export function IconButton(props: IconButtonProps): ReactNode {
  const { icon: Icon, label, tone = 'plain', size = 'normal' } = props
  return (
    <button
      type="button"
      className={`button button-${tone} button-${size}${props.isIconOnly ? ' button-icon-only' : ''}`}
      disabled={!props.onPress}
      // Not the handler itself: it must not receive the DOM event, which cannot cross the bridge.
      onClick={() => props.onPress?.()}
      // Not when it merely appears under a mouse that nobody holds: a hand has to move.
      onPointerMove={props.onApproach}
      onPointerDown={props.onApproach}
      onFocus={props.onApproach}
      aria-pressed={props.isPressed}
      aria-expanded={props.isExpanded}
      aria-keyshortcuts={props.shortcut}
      aria-describedby={props.describedBy}
      aria-label={props.isIconOnly ? label : undefined}
      title={props.isIconOnly ? label : undefined}
    >
      <Icon aria-hidden className="button-icon" />
      {!props.isIconOnly && <span>{label}</span>}
      {props.children}
    </button>
  )
}
