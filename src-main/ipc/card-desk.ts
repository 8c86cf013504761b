import { deniedKnocks } from '../../src-desk/core/selectors.ts'
import { firstToAdmit } from '../../src-desk/knocks/answering.ts'
import type { CardCommand, CardState } from '../../src-shared/card.ts'
import type { DeskClient } from '../../src-shared/desk-client.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import { failed, type Done } from '../../src-shared/result.ts'

/** The desk as the card's window may see and use it: no more than what it shows, and the answers to that. */
export type CardDesk = {
  readonly getState: () => CardState
  /** `wrong-state` for what the card has no button for. */
  readonly answer: (command: CardCommand) => Promise<Done>
}

export function createCardDesk(desk: Pick<DeskClient, 'getState' | 'command'>): CardDesk {
  return {
    getState() {
      const { calls, clockOffsetMs, connection, knocks, room, self, settings } = desk.getState()
      const { language, theme } = settings
      return { calls, clockOffsetMs, connection, knocks, room, self, settings: { language, theme } }
    },
    async answer(command) {
      return isShown(desk.getState(), command)
        ? desk.command(command)
        : failed('wrong-state', 'The card shows another visitor.')
    },
  }
}

/** It has the answers for the first visitor, and *Undo* for every one who is being denied. */
function isShown(state: DeskState, { kind, knockId }: CardCommand): boolean {
  if (kind === 'undo-deny') return deniedKnocks(state).some(({ id }) => id === knockId)
  return firstToAdmit(state)?.id === knockId
}
