import { useMemo } from 'preact/hooks'
import { assertNever } from '../../src-shared/result.ts'
import type { View } from './view.ts'

const resuming: View = { kind: 'resuming', isOffline: false, isRestarting: false }

/** Whether a view is made of code that is fetched after the door. */
export function needsVisitFace(view: View): boolean {
  switch (view.kind) {
    case 'waiting':
    case 'over':
    case 'farewell':
    case 'call':
    case 'displaced':
      return true
    case 'door':
      return view.callBack !== null && view.callBack.kind !== 'offered'
    case 'refused':
    case 'resuming':
      return false
    default:
      return assertNever(view)
  }
}

/** The view of the moment, or, until its code is there, the one before: nothing flashes in between. */
export function useShownView(view: View, canShow: boolean): View {
  const choose = useMemo(createViewHolder, [])
  return choose(view, canShow)
}

function createViewHolder(): (view: View, canShow: boolean) => View {
  let shown: View = resuming
  return (view, canShow) => {
    if (canShow) shown = view
    return shown
  }
}
