/** Loaded into a server process by tests that restart it while a denial can still be undone. */
import { defaultPolicy } from '../../src-server/policy.ts'

Object.assign(defaultPolicy, { undoDenialMs: 3_600_000 })
