import type { UpdatePort } from '../ports.ts'

/** Where nothing can be installed: a page is as new as its server, and a working copy is its developer's. */
export const noUpdates: UpdatePort = { install: () => undefined, onStatus: () => () => undefined }
