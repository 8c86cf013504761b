import type { Texts } from '../texts-type.ts'

/** What is shown in a call: what one shows, and a large picture of the visitor's; in English. */
export const sharing: Pick<Texts, 'stage' | 'picker'> = {
  stage: {
    tools: 'Size of the picture',
    fullScreen: 'Full screen',
    leaveFullScreen: 'Leave full screen',
    enlarge: 'Zoom in',
    reduce: 'Zoom out',
    whole: 'Show all',
    menu: 'Menu',
    hideFaces: 'Hide faces',
    showFaces: 'Show faces',
    part: 'The visitor’s part',
  },
  picker: {
    title: 'What do you want to show?',
    detail: 'The visitor sees only what you choose.',
    screens: 'Whole screens',
    windows: 'Windows',
    looking: 'Looking for screens and windows…',
    none: 'There is nothing that can be shared.',
    cancel: 'Cancel',
  },
}
