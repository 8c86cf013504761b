/**
 * How people read who a visitor is, on every screen, notice, mail and table; a visitor who gave no name is a visitor
 * all the same. Programs are told the name itself, empty where nobody gave one.
 */

/** The words around a visitor's name, and those in its place. */
export type VisitorWords = {
  /** In a sentence; `{{name}}` is the name. */
  readonly named: string
  /** In a sentence, where nobody gave a name. */
  readonly nameless: string
  /** The same where it stands alone or begins a sentence. */
  readonly namelessAlone: string
}

/** Within a sentence, with the honorific where the language has one. */
export function visitorInSentence(name: string, words: VisitorWords): string {
  return name === '' ? words.nameless : words.named.replace('{{name}}', () => name)
}

/** In a list, as a heading, or at the beginning of a sentence. */
export function visitorAlone(name: string, words: VisitorWords): string {
  return name === '' ? words.namelessAlone : name
}
