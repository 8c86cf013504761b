/** A newer version of the app itself, as far as this desk knows. Times are epoch ms. */
export type UpdateStatus =
  /** None is known: this is the newest, nobody could be asked, or the page's server decides. */
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly version: string; readonly releasedAtMs: number }
  /** `installsAlone` is false where the system asks for a password first. */
  | { readonly kind: 'ready'; readonly version: string; readonly releasedAtMs: number; readonly installsAlone: boolean }
  /** It could not be loaded or installed; it is tried again by itself. */
  | { readonly kind: 'failed'; readonly version: string; readonly releasedAtMs: number }

/** How long a newer version may wait before it becomes an alarm: a weekend and a few nights to install it in. */
export const outdatedAfterMs = 7 * 24 * 60 * 60_000
