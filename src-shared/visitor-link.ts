import * as v from 'valibot'

/** Whether the visitor's page is connected now. A lost one keeps its place for a grace period, but does not ring. */
export const VisitorLinkSchema = v.picklist(['connected', 'lost'])
export type VisitorLink = v.InferOutput<typeof VisitorLinkSchema>
