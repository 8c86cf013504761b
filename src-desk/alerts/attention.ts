/** What a desk shows of itself when its window is hidden. */
import type { DeskState } from '../../src-shared/desk-state.ts'
import { deniedKnocks, isOnline, knockIsCalling, openKnocks, ownCall } from '../core/selectors.ts'
import type { Attention } from '../ports.ts'

type Seen = { readonly desk: DeskState }

/** Whether somebody has to come to the screen now, or may still undo a denial there; never during a call of this desk. */
export function shouldShowCard(state: Seen): boolean {
  const { desk } = state
  return isUrgent(state) || (isOnline(desk) && !ownCall(desk) && deniedKnocks(desk).length > 0)
}

/** Whether somebody has to come to the screen now; never during a call of this desk. */
function isUrgent({ desk }: Seen): boolean {
  return isOnline(desk) && !ownCall(desk) && desk.knocks.some(knockIsCalling)
}

export function attention(state: Seen): Attention {
  const { desk } = state
  return {
    kind: attentionKind(state),
    openKnocks: openKnocks(desk).length,
    openFollowUps: desk.followUps.length,
    isUrgent: isUrgent(state),
  }
}

function attentionKind({ desk }: Seen): Attention['kind'] {
  if (!isOnline(desk)) return 'offline'
  if (ownCall(desk)) return 'call'
  if (openKnocks(desk).length > 0) return 'knock'
  return desk.knocks.length > 0 ? 'practice' : 'idle'
}
