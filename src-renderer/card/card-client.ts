import type { CardWindowBridge } from '../../src-shared/bridge.ts'
import type { CardCommand, CardState } from '../../src-shared/card.ts'
import type { Done } from '../../src-shared/result.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import { bridgeFailure, followBridge } from '../face/bridge-client.ts'

/** The desk as the card knows it. */
export type CardClient = {
  getState: () => CardState
  subscribe: (listener: () => void) => Unsubscribe
  /** Never rejects. */
  command: (command: CardCommand) => Promise<Done>
}

export async function createCardClient(
  bridge: Pick<CardWindowBridge, 'getState' | 'onState' | 'answer'>,
): Promise<CardClient> {
  return {
    ...(await followBridge(bridge)),
    command: (command) => bridge.answer(command).catch(bridgeFailure),
  }
}
