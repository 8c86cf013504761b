import { createClock } from '../src-shared/clock.ts'

/** This machine's own. */
export const systemClock = createClock(globalThis)
