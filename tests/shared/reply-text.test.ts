import { describe, expect, it, test } from 'vitest'
import { replyText } from '../../src-shared/reply-text.ts'
import { denyReplies, holdReplies, type Reply } from '../../src-shared/replies.ts'

const reply: Reply = {
  id: 'r',
  text: { ja: '{time}以降に', en: 'after {time}, yes {time}' },
  minutes: 30,
  promisesCall: false,
}
const at = (iso: string): number => Date.parse(iso)

describe('a reply with a time', () => {
  const times: readonly (readonly [now: string, minutes: number | null, timeZone: string, time: string])[] = [
    ['2026-11-20T14:00:00+09:00', 30, 'Asia/Tokyo', '14:30'],
    ['2026-11-20T14:01:00+09:00', 30, 'Asia/Tokyo', '14:35'],
    ['2026-11-20T14:00:00.001+09:00', 30, 'Asia/Tokyo', '14:35'],
    ['2026-11-20T14:04:59+09:00', 1, 'Asia/Tokyo', '14:10'],
    ['2026-11-20T08:58:00+09:00', 5, 'Asia/Tokyo', '09:05'],
    // Midnight is 00, never 24.
    ['2026-11-20T23:40:00+09:00', 20, 'Asia/Tokyo', '00:00'],
    ['2026-11-20T23:58:00+09:00', 5, 'Asia/Tokyo', '00:05'],
    ['2026-11-20T14:02:00+09:00', null, 'Asia/Tokyo', '14:05'],
    // The night in which the clocks are set forward and back.
    ['2026-03-08T01:50:00-05:00', 30, 'America/New_York', '03:20'],
    ['2026-11-01T01:50:00-04:00', 30, 'America/New_York', '01:20'],
    // A clock that is not a whole hour off.
    ['2026-11-20T14:01:00+05:45', 10, 'Asia/Kathmandu', '14:15'],
  ]
  test.each(times)('given at %s, %s minutes, %s: %s', (...[now, minutes, timeZone, time]) => {
    expect(replyText({ ...reply, minutes }, at(now), timeZone)).toEqual({
      ja: `${time}以降に`,
      en: `after ${time}, yes ${time}`,
    })
  })

  it('stays within the length of a message when it is shown', () => {
    for (const each of [...holdReplies, ...denyReplies]) {
      const said = replyText(each, at('2026-11-20T14:01:00+09:00'), 'Asia/Tokyo')
      expect(said.ja).not.toContain('{')
      expect(said.en).not.toContain('{')
      expect(said.ja.length).toBeLessThanOrEqual(each.text.ja.length)
    }
  })

  it('leaves a text without a time as it is', () => {
    const plain: Reply = { ...reply, text: { ja: '少々お待ちください', en: '' } }
    expect(replyText(plain, 0, 'Asia/Tokyo')).toEqual(plain.text)
  })
})
