import type { Texts } from '../texts-type.ts'

/** What the staff reads about everybody who comes from one place, in English. */
export const sources: Pick<Texts, 'fromHere' | 'blocks'> = {
  fromHere: {
    open: 'All knocks from here…',
    title: 'All knocks from here',
    count: 'Open knocks that come from the same network: {{count}}.',
    explain:
      'Colleagues of one office, and people of one mobile network, can look the same. Whoever is turned away is shown your phone number.',
    denyAll: 'Deny all of them ({{count}})',
    block: 'Deny all, and take no knocks from there',
    spans: { hour: 'for an hour', today: 'for today', week: 'for 7 days' },
    cancel: 'Do nothing',
  },
  blocks: {
    detail:
      'No knocks are taken from where these visitors came, until the time shown. Whoever knocks from there is shown your phone number. To block: in the queue, the arrow beside Deny, then “All knocks from here…”.',
    none: 'Nobody is blocked.',
    until: 'Until {{time}}',
    made: 'Blocked {{time}} by {{desk}}',
    lift: 'Take knocks again',
  },
}
