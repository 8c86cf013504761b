import type { ja } from './ja/index.ts'
import type { later } from './ja/later.ts'

/** What a desk says from its first paint on: the same keys in every language. */
export type FirstTexts = Widened<typeof ja>
/** What comes with the views that are fetched later, and is no weight before. */
export type LaterTexts = Widened<typeof later>
export type Texts = FirstTexts & LaterTexts

type Widened<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Widened<T[Key]> }
