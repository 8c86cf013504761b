import type { PermissionWords } from './permission-words-type.ts'

/** How a refused device is allowed again, in English. */
export const en: PermissionWords = {
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
