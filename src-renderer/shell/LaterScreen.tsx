import type { ReactNode } from 'react'
import { assertNever } from '../../src-shared/result.ts'
import type { LaterView } from '../face/use-later-view.ts'
import { Broken } from './Broken.tsx'

/** A screen whose code came after the first paint: nothing for the moment that it takes, words when it cannot be had. */
export function LaterScreen<View>(props: {
  readonly of: LaterView<View>
  readonly children: (view: View) => ReactNode
}): ReactNode {
  const { of: later, children } = props
  switch (later.kind) {
    case 'here':
      return children(later.view)
    case 'failed':
      return <Broken />
    case 'absent':
      return null
    default:
      return assertNever(later)
  }
}
