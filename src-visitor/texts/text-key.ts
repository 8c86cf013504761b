import type { door } from './ja/door.ts'
import type { later } from './ja/later.ts'

/** Japanese comes first: its keys are the keys. These are there from the start. */
export type TextKey = keyof typeof door
export type Texts = { readonly [Key in TextKey]: string }

/** These come with the views that follow a knock. */
export type LaterTextKey = keyof typeof later
/** A language has as many ordinal forms as it needs beside `other`: *2nd* and *3rd*, but always *番目*. */
export type LaterTexts = { readonly [Key in LaterTextKey]: string } & {
  readonly [Key in `waiting.place.${Intl.LDMLPluralRule}`]?: string
}

/** Values for the `{{names}}` of a text. */
export type TextValues = { readonly [name: string]: string | number }

/** Finds a text in one language and fills in its `{{names}}`. */
export type Translate<Key extends string = TextKey> = (key: Key, values?: TextValues) => string
