/** How many may be in at once: of one address, of its network, and of all. */
export type CrowdCaps = {
  readonly perAddress: number
  readonly perNetwork: number
  /** Of all, but for those whose network has none in yet. */
  readonly total: number
  /** Places beyond `total` for the first of a network, so that no crowd keeps a newcomer out. */
  readonly keptForNewcomers: number
}

/** Who is in. `ofAddress` and `ofNetwork` are null where nobody can be told apart: then only the total counts. */
export type CrowdCount = { readonly ofAddress: number; readonly ofNetwork: number } | null

/** Whether one more may come in. */
export function hasPlace(caps: CrowdCaps, total: number, mine: CrowdCount): boolean {
  if (mine === null) return total < caps.total
  if (mine.ofNetwork === 0) return total < caps.total + caps.keptForNewcomers
  return mine.ofAddress < caps.perAddress && mine.ofNetwork < caps.perNetwork && total < caps.total
}
