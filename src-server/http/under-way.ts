import type { RequestHandler } from 'express'
import type { Clock } from '../../src-shared/clock.ts'

/** The pages and files that are being sent now. */
export type UnderWay = {
  /** Before every other handler. */
  readonly count: RequestHandler
  /** Resolves once none is, or after so long: whoever reads no further keeps nobody waiting. */
  readonly ended: (withinMs: number) => Promise<void>
}

/** Questions by POST are not among them: one that waits for a person would wait on. */
export function createUnderWay({ setTimer }: Pick<Clock, 'setTimer'>): UnderWay {
  let open = 0
  let tellEnded: () => void = () => undefined
  return {
    count(request, response, next) {
      if (request.method === 'GET' || request.method === 'HEAD') {
        open += 1
        response.once('close', () => {
          open -= 1
          if (open === 0) tellEnded()
        })
      }
      next()
    },
    async ended(withinMs) {
      if (open === 0) return
      const { promise, resolve } = Promise.withResolvers<void>()
      tellEnded = resolve
      const cancel = setTimer(withinMs, resolve)
      await promise
      cancel()
    },
  }
}
