import type { VisitorWords } from '../visitor-name.ts'
import type { PermissionWords, ProgramTexts } from './program-texts-type.ts'

/** Its own, so that a page can take it without the rest. */
export const visitor: VisitorWords = { named: '{{name}}', nameless: 'a visitor', namelessAlone: 'A visitor' }

/** Its own, so that a page can take it without the rest. */
export const permissions: PermissionWords = {
  how: 'How to allow it',
  steps: {
    chromium: (device) => ['Press the sign at the left end of the address bar', `Set “${device}” to “Allow”`],
    firefox: () => ['Press the crossed-out sign left of the address', 'Press the × beside “Blocked”'],
    'mac-safari': (device) => ['In the menu “Safari”, open “Settings for This Website”', `Set “${device}” to “Allow”`],
    android: (device) => ['Press the sign left of the address', `Open “Permissions” and allow “${device}”`],
    'ios-safari': (device) => [
      'Press the sign left of the address, then “Website Settings”',
      `Set “${device}” to “Allow”`,
    ],
    'ios-app': (device) => ['In the iPhone’s “Settings”, choose your browser', `Turn “${device}” on`],
    windows: (device) => [
      `In the Windows “Settings”, open “Privacy & security”, then “${device}”`,
      'Turn access on, also “for desktop apps”',
    ],
    mac: (device) => [`In “System Settings”, open “Privacy & Security”, then “${device}”`, 'Turn “Konkon” on'],
  },
}

/** What programs without a face say, in English. */
export const en: ProgramTexts = {
  sample: 'Sample',
  practice: 'Practice',
  frontDesk: 'Front desk',
  visitor,
  app: {
    knockTitle: (visitor) => `Knock: ${visitor} is at the door`,
    invited: 'An invited visitor. ',
    knockBody: 'Admit starts the call at once.',
    admit: 'Admit',
    deny: 'Deny',
    openTheDesk: 'Open the front desk window.',
    open: 'Open the front desk',
    admitFirst: (visitor) => `Admit ${visitor}`,
    nobodyWaits: 'No new visitor is waiting',
    presence: 'Presence',
    automatic: 'By the opening hours',
    presences: { open: 'Open', 'in-meeting': 'In a meeting', away: 'Away', closed: 'Closed' },
    quit: 'Quit Konkon',
    trayIdle: 'Konkon: the door is open',
    trayKnock: (count) => `Konkon: ${count} waiting`,
    trayPractice: 'Konkon: a practice knock',
    trayCall: 'Konkon: in a call',
    trayOffline: 'Konkon: not connected',
    trayFollowUps: (count) => `${count} to follow up`,
    stillRunningTitle: 'Konkon is still running',
    stillRunningBody: 'It tells you when somebody knocks. To quit, use the menu of this icon.',
  },
  unknownRoom: {
    title: 'There is no front desk here',
    body: 'No front desk has this address. Please check that the address is right.',
    hint: 'If it still does not open, please phone the company and ask for the address of their front desk.',
    home: 'Open the front desk',
  },
  strangeAddress: {
    title: 'The front desk is not open at this address',
    body: 'Please use the address that the company has given you, or phone the company.',
    hint: 'For whoever runs this server: start it with KONKON_PUBLIC_ORIGIN set to the address that customers use, such as https://desk.example.jp.',
    home: 'Open the front desk',
  },
  visitExport: {
    file: 'visit-log',
    header: [
      'Time',
      'Name',
      'Company',
      'Outcome',
      'Waited (s)',
      'Answered by',
      'Call (s)',
      'How the call ended',
      'Follow-up',
      'Reason',
      'Phone',
      'About',
      'When it suits',
      'Done at',
      'Done by',
      'Note',
      'Invited by',
    ],
    outcomes: {
      admitted: 'Admitted',
      denied: 'Denied',
      withdrawn: 'Unnoticed, then left',
      expired: 'Unanswered',
      'page-closed': 'Unnoticed, then disconnected',
      'not-knocked': 'Did not knock',
    },
    heldOutcomes: {
      withdrawn: 'Left after being asked to wait',
      'page-closed': 'Disconnected after being asked to wait',
    },
    callEnds: {
      'visitor-left': 'Visitor left',
      'desk-hung-up': 'Desk hung up',
      'visitor-lost': 'Visitor lost the connection',
      'desk-lost': 'Desk lost the connection',
    },
    followUps: { none: '', open: 'To be done', done: 'Done' },
    reasons: { missed: 'Missed', 'call-back-requested': 'Call-back requested', 'call-promised': 'Call promised' },
  },
}
