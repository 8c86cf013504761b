import type { ja } from './ja.ts'
import type { laterJa } from './later-ja.ts'

/** Japanese comes first: its keys are the keys. These are there from the start. */
export type TextKey = keyof typeof ja
export type Texts = { readonly [Key in TextKey]: string }

/** These come with the views that follow a knock. */
export type LaterTextKey = keyof typeof laterJa
export type LaterTexts = { readonly [Key in LaterTextKey]: string }

/** Finds a text in one language and fills in its `{{names}}`. */
export type Translate<Key extends string = TextKey> = (
  key: Key,
  values?: { readonly [name: string]: string | number },
) => string
