import { useEffect } from 'react'
import { languages } from '../../src-shared/language.ts'
import { useFace } from '../face/face.ts'
import { fetchUntilHere } from '../face/fetch-until-here.ts'
import { loadLaterTexts, loadTexts } from '../texts/texts.ts'

/** After all that somebody may press first. */
const idleAfterMs = 2_000

/**
 * Has the other languages at hand as well once the desk is idle: it stays open for days, and the language can be changed
 * while the server is away.
 */
export function useAllLanguages(): void {
  const { log } = useFace()
  useEffect(() => {
    return fetchUntilHere({
      load: () => Promise.all([...languages.map(loadTexts), ...languages.map(loadLaterTexts)]),
      afterMs: idleAfterMs,
      onHere: () => undefined,
      onFailed: (cause) => log('a language is not there yet', cause),
    })
  }, [log])
}
