import type { Language } from '../../src-shared/language.ts'
import { fetchUntilHere } from '../face/fetch-until-here.ts'
import { loadTexts } from './texts.ts'

/** Without words there is no page: waits until they are there, however long the server is away. */
export function waitForTexts(language: Language, log: (message: string, detail?: unknown) => void): Promise<unknown> {
  return new Promise((resolve) => {
    fetchUntilHere({
      load: () => loadTexts(language),
      afterMs: 0,
      onHere: resolve,
      onFailed: (cause) => log('the texts are not there yet', cause),
    })
  })
}
