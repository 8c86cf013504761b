import type { SourceId } from '../../src-shared/ids.ts'
import type { Block } from '../../src-shared/source.ts'
import type { BlockStore } from './block-store.ts'
import type { Source } from './sources.ts'

/** Sources from which nobody may knock until a time. Only a person at a desk makes or lifts one. */
export type Blocks = {
  /** Newest first, without those that are over. */
  readonly list: () => readonly Block[]
  /** Replaces the block of the same source. */
  readonly add: (block: Block) => void
  /** False when there is none. */
  readonly lift: (source: SourceId) => boolean
  /** A visitor of this name was erased; the block stays. */
  readonly forgetName: (visitorName: string) => void
  readonly isBlocked: (source: Source | null) => boolean
}

export function createBlocks(store: BlockStore, now: () => number): Blocks {
  const blocks = new Map(store.load().map((block) => [block.source, block]))

  function findRunning(source: SourceId): Block | null {
    const block = blocks.get(source)
    return block !== undefined && block.untilMs > now() ? block : null
  }

  return {
    list: () => [...blocks.values()].filter(({ untilMs }) => untilMs > now()).toSorted((a, b) => b.sinceMs - a.sinceMs),
    add(block) {
      // What is over is forgotten when somebody changes the list, so that nothing is written by time alone.
      for (const { source, untilMs } of blocks.values()) if (untilMs <= now()) forget(source)
      store.save(block)
      blocks.set(block.source, block)
    },
    lift(source) {
      if (!findRunning(source)) return false
      forget(source)
      return true
    },
    forgetName(visitorName) {
      for (const block of [...blocks.values()].filter((one) => one.visitorName === visitorName)) {
        const nameless = { ...block, visitorName: '' }
        store.save(nameless)
        blocks.set(block.source, nameless)
      }
    },
    isBlocked: (source) => source !== null && findRunning(source.address) !== null,
  }

  function forget(source: SourceId): void {
    store.remove(source)
    blocks.delete(source)
  }
}
