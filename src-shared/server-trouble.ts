import * as v from 'valibot'

/** Why the room server cannot write now: knocks are refused until it can again. */
export const ServerTroubleSchema = v.picklist(['disk-full', 'database'])
export type ServerTrouble = v.InferOutput<typeof ServerTroubleSchema>
