import { useMemo } from 'preact/hooks'
import { assertNever } from '../../src-shared/result.ts'
import type { View } from './view.ts'

const resuming: View = { kind: 'resuming', isOffline: false, isRestarting: false }

/** How much a view needs the code that is fetched after the door. */
export type VisitFaceNeed = 'none' | 'part' | 'whole'

export function visitFaceNeed(view: View): VisitFaceNeed {
  switch (view.kind) {
    case 'waiting':
    case 'over':
    case 'farewell':
    case 'call':
    case 'displaced':
      return 'whole'
    case 'door':
      if (view.callBack !== null && view.callBack.kind !== 'offered') return 'whole'
      // Devices that are being opened. One can knock while what became of them is not there to see.
      return view.devices.allow === null ? 'part' : 'none'
    case 'refused':
    case 'resuming':
      return 'none'
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
