import type { ComponentChildren } from 'preact'

type StatusProps = { readonly class?: string; readonly children: ComponentChildren }

/** A live region: what changes in it is read aloud when the reader is free. */
export function Status(props: StatusProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- An output may hold no headings and paragraphs.
    <div role="status" class={props.class}>
      {props.children}
    </div>
  )
}
