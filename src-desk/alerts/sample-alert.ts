import type { AlertStatus, DeskState } from '../../src-shared/desk-state.ts'
import { KnockIdSchema, type KnockId } from '../../src-shared/ids.ts'
import type { Language } from '../../src-shared/language.ts'
import { parse } from '../../src-shared/parse.ts'
import type { DeskPorts } from '../ports.ts'
import { showAlert } from './show-alert.ts'

/** A notice without a knock, to check that notices are shown. Pressing it answers nobody. */
export type SampleAlert = {
  readonly knockId: KnockId
  /** Never rejects. */
  readonly show: () => Promise<AlertStatus>
  readonly clear: () => void
}

export function createSampleAlert(deps: {
  readonly ports: Pick<DeskPorts, 'alerts' | 'log'>
  readonly getState: () => Pick<DeskState, 'settings'>
  readonly defaultLanguage: Language
  /** Whom it is about. */
  readonly nameIn: (language: Language) => string
}): SampleAlert {
  const { ports, getState, defaultLanguage, nameIn } = deps
  const knockId = makeSampleKnockId()
  return {
    knockId,
    show() {
      const language = getState().settings.language ?? defaultLanguage
      return showAlert(ports, { knockId, name: nameIn(language), isInvited: false, language })
    },
    clear: () => ports.alerts.clear(knockId),
  }
}

function makeSampleKnockId(): KnockId {
  const id = parse(KnockIdSchema, 'sample')
  if (id.kind === 'failed') throw new Error(id.message)
  return id.value
}
