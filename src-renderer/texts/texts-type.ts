import type { ja } from './ja/index.ts'

/** The shape of all texts: the same keys in every language. */
export type Texts = Widened<typeof ja>

type Widened<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Widened<T[Key]> }
