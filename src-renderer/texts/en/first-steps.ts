import type { Texts } from '../texts-type.ts'

/** What the staff reads before the first visitor comes, in English. */
export const firstSteps: Pick<Texts, 'firstSteps' | 'practice'> = {
  firstSteps: {
    title: 'First steps',
    progress: '{{done}} of {{all}} done',
    done: 'Done',
    allDone: 'All done. Your visitors can come.',
    putAway: 'Not now',
    putAwayDetail: 'You find this again under Settings, First steps and practice.',
    bringBack: 'Show it on the first screen again',
    loading: 'Looking…',
    company: { title: 'Enter company and phone number', detail: 'Shown on the visitors’ page.', act: 'Enter them' },
    ring: {
      title: 'Hear the ring of a knock',
      detail: 'Make sure that you hear it next to the machines.',
      act: 'Ring',
    },
    address: {
      title: 'Have an address that customers can open',
      detail: {
        'this-computer':
          'For now only this computer can open it. Under Settings, Internet address, you make one that customers can open from anywhere.',
        'local-network':
          'For now only devices inside the company can open it. Under Settings, Internet address, you make one that customers can open from anywhere.',
        everywhere: 'Customers everywhere can open it.',
      },
      act: 'Make an address',
    },
    desk: {
      title: 'Answer at one more desk',
      detail: 'A PC in the office or the phone in your pocket rings too.',
      act: 'Add a desk',
    },
    colleague: {
      title: 'Have a colleague knock',
      detail: 'Let a colleague open the address for visitors, and try it all from the knock to the call.',
    },
  },
  practice: {
    title: 'Practise alone',
    detail:
      'A visitor called “Practice” knocks. Hold, deny, admit and talk as you would with a real one. Nothing of it is kept in the visit log.',
    start: 'Practice knock',
    withCallOuts: 'Try the call-outs too (signal tower, mail and others)',
    running: 'The practice knock is here: answer it on the screen “Queue”.',
    mark: 'For practice, not kept',
  },
}
