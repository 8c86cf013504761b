import { shouldShowCard } from '../core/policy.ts'
import { follow, type Reactor, type ReactorDeps } from '../core/reactor.ts'

/** The always-on-top card is there while a person is wanted. */
export function createCard({ ports }: ReactorDeps): Reactor {
  return follow(shouldShowCard, (isVisible) => ports.card.setVisible(isVisible))
}
