import type { Language } from '../../src-shared/language.ts'
import { alertToClear, knockToAlert } from './alerts.ts'
import { showAlert } from './show-alert.ts'
import { follow, type Reactor, type ReactorDeps } from '../core/reactor.ts'

/** Announces every knock once. */
export function createAnnouncer({ ports, record }: ReactorDeps, defaultLanguage: Language): Reactor {
  return follow(
    (state) => knockToAlert(state)?.id,
    (_knockId, state) => {
      const knock = knockToAlert(state)
      if (!knock) return
      const { id: knockId, name, invitedBy } = knock
      const language = state.desk.settings.language ?? defaultLanguage
      // Recorded first, because that brings up the next knock to announce.
      record({ kind: 'knock-announced', knockId })
      void showAlert(ports, { knockId, name, isInvited: invitedBy !== null, language }).then((status) =>
        record({ kind: 'alert-reported', knockId, status }),
      )
    },
  )
}

/** Clears the alert when its knock is answered, held, or gone. */
export function createAlertClearer({ ports, record }: ReactorDeps): Reactor {
  return follow(alertToClear, (knockId) => {
    if (knockId === null) return
    // Recorded first, because that brings up the next alert to clear.
    record({ kind: 'alert-cleared', knockId })
    ports.alerts.clear(knockId)
  })
}
