import { changeText, type LocalText } from './language.ts'
import type { Reply } from './replies.ts'

const stepMs = 5 * 60_000

/**
 * What a reply says when it is given at `nowMs` (epoch ms of the room's clock): `{time}` is the time of day, in 24
 * hours of `timeZone` (an IANA name; a `RangeError` otherwise), that many minutes later, rounded up to the next five. A
 * reply with a time but without minutes means now.
 */
export function replyText(reply: Reply, nowMs: number, timeZone: string): LocalText {
  const atMs = Math.ceil((nowMs + (reply.minutes ?? 0) * 60_000) / stepMs) * stepMs
  const time = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(atMs)
  const say = (text: string): string => text.replaceAll('{time}', time)
  return changeText(reply.text, say)
}
