import type { Texts } from '../texts-type.ts'

/** The sign for the door, and how it is printed, in English. */
export const sign: Pick<Texts, 'sign'> = {
  sign: {
    title: 'Reception online',
    how: 'Scan the code, then press “Knock”.',
    phone: 'Phone',
    hours: 'Hours',
    lunch: '(lunch {{span}})',
    holidays: 'closed on public holidays',
    open: 'Print a door sign',
    format: 'Size',
    formats: { a4: 'A4 (for the door)', a6: 'A6 (for the counter)', card: 'Business card (91×55 mm)' },
    print: 'Print or save as PDF',
    pdf: 'Print it, or choose “Save as PDF” as the destination (the printer). The paper size comes with it.',
    incomplete: 'Enter a phone number under Your company, and it stands here too.',
  },
}
