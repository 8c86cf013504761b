import type { Texts } from '../texts-type.ts'

/** What the staff reads where something is wrong, or has to be known, in English. */
export const troubles: Pick<Texts, 'problems' | 'alarms' | 'notices' | 'update'> = {
  problems: {
    alertNotAsked: 'Notifications of knocks are not allowed yet.',
    allowAlerts: 'Allow notifications',
    alertDenied: 'The browser blocks notifications. Allow them with the icon to the left of the address.',
    alertUnsupported: 'This browser has no notifications. Sound and screen will tell you, so keep this page open.',
    alertTurnedOff:
      'The computer’s settings (such as do not disturb) hide notifications. Sound and screen will tell you.',
    alertFailed: 'The notification could not be shown. Sound and screen will tell you.',
    ringNeedsGesture: 'One click is needed before there can be sound.',
    turnSoundOn: 'Turn the sound on',
    ringOtherOutput: 'The chosen loudspeaker is not there, so the default one rings.',
    ringFailed: 'The ring cannot be played. Check the loudspeaker, then try again.',
    testRing: 'Test ring',
    chooseOutput: 'Open the sound settings',
  },
  alarms: {
    serverUnreachable: 'The server has been out of reach since {{time}}. Knocks cannot be noticed.',
    serverUnreachableDetail: 'Check the network cable or Wi-Fi, and that the server’s computer is on.',
    serverCannotWrite: {
      'disk-full': 'The server’s disk is full, so knocks are refused.',
      database: 'The server cannot keep its records, so knocks are refused.',
    },
    serverCannotWriteDetail: {
      'disk-full': 'Delete files that are not needed on the server’s PC. Once there is room, all goes on by itself.',
      database: 'It keeps trying. If this lasts, check the disk of the server’s PC.',
    },
    lookAtWay: 'Look at the address',
    lineDown: 'Customers outside have not been able to open the address since {{time}}.',
    lineDownDetail:
      'The server outside cannot be reached. It is tried again by itself. Knocks from the same network come in.',
    leadsElsewhere: 'The address of customers has not led here since {{time}}.',
    leadsElsewhereDetail: 'See that your proxy or tunnel is running. “Internet address” in the settings says more.',
    noCertificate: 'Customers who open the address see a warning.',
    certificateEnds: 'From {{date}} on, customers who open the address will see a warning.',
    certificateDetail: 'No certificate is to be had. It is asked for again by itself.',
    soundLost: 'Knocks cannot be heard.',
    soundLostDetail:
      'Check that the loudspeaker is on and plugged in, then test the ring. Once it rings, this warning goes.',
    outdated: 'This app is out of date: version {{version}} came out on {{date}}.',
    alertsBlocked: 'Notifications of knocks cannot be shown.',
    alertsBlockedDetail: {
      app: 'Check notifications and do not disturb in the computer’s settings, then test the notification.',
      page: 'Allow them with the icon to the left of the address, check do not disturb, then test the notification.',
    },
  },
  notices: {
    confirm: 'I have seen it',
    clockJumped: 'The clock of the server’s PC has jumped (to {{time}}).',
    clockJumpedDetail:
      'Until somebody confirms that it is right, all goes on by the time before ({{time}}), and nothing is erased. Please check the PC’s date and time.',
    clockIsRight: 'The clock is correct',
    entriesSetAside: 'Some of what was kept cannot be read (entries: {{count}}).',
    entriesSetAsideDetail:
      'It was put aside and all else is as it was; knocks are received. Please look through the settings and the list of desks.',
  },
  update: {
    install: 'Restart and update',
    loading: 'Version {{version}} is being downloaded.',
    ready: 'Version {{version}} is ready. It is installed at night, or when you close the app.',
    readyAsking: 'Version {{version}} is ready. The computer asks for its password before it is installed.',
    failed: 'Version {{version}} could not be downloaded. It is tried again every few hours.',
    later: 'You can update once nobody is waiting and no call is going on.',
  },
}
