import * as fc from 'fast-check'

/** Names of the generated runs that `npm run nightly` knows too, and with which it replays them. */
export type ReplayName = 'faults' | 'kills' | 'parsers' | 'commands' | 'packets' | 'http' | 'names'

export type ReplayOptions = {
  readonly numRuns: number
  readonly seed?: number
  readonly path?: string
  /** No new run begins after this, and no failure is made smaller; on a busy machine fewer runs are done. */
  readonly withinMs?: number
  /** Called before every run, those that make a failure small among them. */
  readonly onRun?: () => void
}

/** Runs a property; fails with what broke it, made small, and the one command that runs it again. */
export async function assertReplayable<T>(
  name: ReplayName,
  property: fc.IAsyncPropertyWithHooks<[T]>,
  { onRun, withinMs, ...options }: ReplayOptions,
): Promise<void> {
  if (onRun) property.beforeEach(onRun)
  const limit = withinMs === undefined ? {} : { interruptAfterTimeLimit: withinMs }
  const details = await fc.check(property, { ...limit, ...options, verbose: fc.VerbosityLevel.None })
  if (!details.failed) return
  const replay = `npm run nightly -- ${name} --seed=${String(details.seed)} --path ${details.counterexamplePath ?? '0'}`
  const cause = details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance)
  const report = fc.defaultReportMessage(details) ?? 'It failed.'
  throw new Error(`${cause}\n\n${report}\nTo run it again:\n\n  ${replay}\n`, { cause: details.errorInstance })
}
