import type { Texts } from '../texts-type.ts'

/** What the staff reads about a copy of everything, in English. */
export const copy: Texts['copy'] = {
  title: 'A copy of everything',
  detail:
    'Saves visits, settings and the list of desks in one file. Should the PC break, it all comes back from it (with konkon restore on the server’s PC).',
  save: 'Save a copy',
  saving: 'Saving… {{percent}}%',
  safe: 'It holds visitors’ names and secrets: keep it where nobody else can open it. On another PC, the passwords of call-outs have to be typed again.',
}
