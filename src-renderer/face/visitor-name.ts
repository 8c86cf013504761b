import { visitorAlone } from '../../src-shared/visitor-name.ts'
import { textsIn } from '../texts/texts.ts'
import { useLanguage } from './language.ts'

/** A visitor's name as it stands alone. Within a text, `{{name, visitor}}` and `{{name, alone}}` say it. */
export function useVisitorName(): (name: string) => string {
  const words = textsIn(useLanguage()).visitor
  return (name) => visitorAlone(name, words)
}
