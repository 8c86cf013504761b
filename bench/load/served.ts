/** What a server of the load benchmark tells whoever loads it, and what it is asked. Both of them speak by this. */

/** One room, with a key for each of its desks. */
export type LoadedRoom = {
  readonly room: string
  readonly desks: readonly { readonly id: string; readonly key: string }[]
}

export type Served = {
  readonly kind: 'ready'
  readonly url: string
  readonly rooms: readonly LoadedRoom[]
  /** Where it can be asked as by a terminal; null for what is no room server. */
  readonly dataFolder: string | null
}

/** In bytes, after everything that is no longer used was given back. */
export type Memory = { readonly kind: 'memory'; readonly rss: number }

export type Asked = { readonly kind: 'memory' } | { readonly kind: 'stop' }

/** `node --expose-gc` gives it. */
declare const gc: (() => void) | undefined

/** Answers what it is asked, over the channel to the process that started this one. */
export function answerLoader(stop: () => Promise<void>): void {
  // Nobody is left to ask.
  process.on('disconnect', () => process.exit(1))
  process.on('message', (asked: Asked) => {
    if (asked.kind === 'stop') {
      void stop().then(() => process.exit(0))
      return
    }
    gc?.()
    process.send?.({ kind: 'memory', rss: process.memoryUsage().rss } satisfies Memory)
  })
}
