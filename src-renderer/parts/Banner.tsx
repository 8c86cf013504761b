import { TriangleAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './IconButton.tsx'

export type BannerProps = {
  readonly tone: 'calm' | 'warning' | 'severe' | 'alarm'
  readonly icon?: LucideIcon
  readonly title: string
  readonly detail?: string | undefined
  readonly action?: { readonly icon: LucideIcon; readonly label: string; readonly onPress: () => void } | undefined
}

/** A state that somebody should know of, with what to do about it. */
export function Banner(props: BannerProps): ReactNode {
  const Icon = props.icon ?? TriangleAlert
  return (
    <div
      className={`banner banner-${props.tone}`}
      role={props.tone === 'severe' || props.tone === 'alarm' ? 'alert' : 'status'}
    >
      <Icon aria-hidden className="banner-icon" />
      <p className="banner-words">
        <strong>{props.title}</strong>
        {props.detail && <span>{props.detail}</span>}
      </p>
      {props.action && (
        <IconButton icon={props.action.icon} label={props.action.label} onPress={props.action.onPress} tone="accent" />
      )}
    </div>
  )
}
