import type { TwinWatch } from '../../src-server/line/twin-watch.ts'

/** Of a PC that nobody has copied. */
export const noTwin: TwinWatch = {
  lookEveryMs: 30_000,
  isAnswering: () => Promise.resolve(false),
  hasYielded: () => false,
  giveWay: () => undefined,
}
