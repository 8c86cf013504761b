/** Time zones by names that people know, found by whatever part of them somebody types. */
import type { Language } from '../../src-shared/language.ts'

/** E.g. `日本標準時（Tokyo、GMT+9）` for `Asia/Tokyo`. */
export function zoneName(zone: string, language: Language, atMs: number): string {
  const place = zone.slice(zone.indexOf('/') + 1).replaceAll('_', ' ')
  const words = [place, namePart(zone, atMs, { language, style: 'shortOffset' })]
  const inside = words.join(language === 'ja' ? '、' : ', ')
  const name = namePart(zone, atMs, { language, style: 'longGeneric' })
  return language === 'ja' ? `${name}（${inside}）` : `${name} (${inside})`
}

/** The zone that is set, this computer's own, and the one of most who use this. */
export function likelyZones(present: string, ownZone: string): readonly string[] {
  return [...new Set([present, ownZone, 'Asia/Tokyo'])]
}

/** All that each zone is called, to be searched. It takes a quarter of a second, so make it once. */
export function zoneIndex(language: Language, atMs: number): ReadonlyMap<string, string> {
  return new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => {
      const names = [zone, zoneName(zone, language, atMs), namePart(zone, atMs, { language, style: 'shortGeneric' })]
      return [zone, names.join(' ').replaceAll('_', ' ').toLocaleLowerCase()]
    }),
  )
}

/** Zones in whose names, of the zone or of its country, all words of `query` stand; none for an empty one. */
export function findZones(index: ReadonlyMap<string, string>, query: string): readonly string[] {
  const words = query
    .toLocaleLowerCase()
    .split(/[\s/、,_]+/)
    .filter(Boolean)
  if (words.length === 0) return []
  return [...index].filter(([, names]) => words.every((word) => names.includes(word))).map(([zone]) => zone)
}

type NameStyle = 'longGeneric' | 'shortGeneric' | 'shortOffset'

function namePart(
  zone: string,
  atMs: number,
  { language, style }: { readonly language: Language; readonly style: NameStyle },
): string {
  // Not a kept format: there are more than a thousand of them, and each is heavy.
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: style }).formatToParts(atMs)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
}
