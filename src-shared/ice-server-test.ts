import * as v from 'valibot'
import { listOf } from './list.ts'

/** What came of trying an address of a STUN or TURN server as a call would. */
export const IceServerTestSchema = v.object({
  url: v.string(),
  outcome: v.variant('kind', [
    v.object({ kind: v.literal('works') }),
    /** It gives a relay, but what was sent there from the server's own machine did not come back. */
    v.object({ kind: v.literal('ports-closed') }),
    /** `why` is for whoever looks after it, in English. */
    v.object({ kind: v.literal('failed'), why: v.string() }),
  ]),
})
export type IceServerTest = v.InferOutput<typeof IceServerTestSchema>

/** Of every address that calls are given; none where calls are direct alone. */
export const IceServerTestsSchema = v.object({ tests: listOf(IceServerTestSchema) })
