/** Undoes the `subscribe` or `on…` that returned it. Calling it again does nothing. */
export type Unsubscribe = () => void
