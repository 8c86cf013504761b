import { h } from 'preact'
import type { IconNode } from 'lucide'

/** A picture beside words, never instead of them: assistive technology does not see it. */
export function Icon({ node }: { readonly node: IconNode }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {node.map(([tag, attributes], index) => h(tag, { ...attributes, key: index }))}
    </svg>
  )
}
