import { describe, expect, it } from 'vitest'
import { findZones, likelyZones, zoneIndex, zoneName } from '../../src-renderer/settings/zone-names.ts'

const winterMs = Date.UTC(2026, 0, 15)

describe('time zones by name', () => {
  it.each([
    ['Asia/Tokyo', 'ja', '日本標準時（Tokyo、GMT+9）'],
    ['America/New_York', 'en', 'Eastern Time (New York, GMT-5)'],
    ['Asia/Bangkok', 'ja', 'インドシナ時間（Bangkok、GMT+7）'],
  ] as const)('calls %s in %s what people call it', (zone, language, name) => {
    expect(zoneName(zone, language, winterMs)).toBe(name)
  })

  it.each([
    ['ja', 'タイ', 'Asia/Bangkok'],
    ['ja', 'bangkok', 'Asia/Bangkok'],
    ['ja', 'インドシナ 時間', 'Asia/Bangkok'],
    ['en', 'eastern new york', 'America/New_York'],
    ['en', 'New_York', 'America/New_York'],
  ] as const)('finds in %s by “%s” %s', (language, query, zone) => {
    expect(findZones(zoneIndex(language, winterMs), query)).toContain(zone)
  })

  it('finds nothing for nothing, and all that there is for a letter', () => {
    const index = zoneIndex('en', winterMs)
    expect(findZones(index, '  ')).toEqual([])
    expect(index.size).toBe(Intl.supportedValuesOf('timeZone').length)
    expect(findZones(index, 'a').length).toBeGreaterThan(100)
  })

  it('offers the one that is set, the computer’s and Tokyo, each once', () => {
    expect(likelyZones('Asia/Bangkok', 'Asia/Tokyo')).toEqual(['Asia/Bangkok', 'Asia/Tokyo'])
    expect(likelyZones('Asia/Tokyo', 'Asia/Tokyo')).toEqual(['Asia/Tokyo'])
  })
})
