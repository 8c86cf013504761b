/** Version of everything in `protocol.ts`; docs/protocol.md says when it changes. */
export const protocolVersion = 1

export const namespaces = { visitor: '/visitor', desk: '/desk' } as const
