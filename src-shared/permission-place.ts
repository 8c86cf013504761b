/** Browsers in which a refused microphone or camera is allowed again at different places. */
export type BrowserKind = 'chromium' | 'firefox' | 'mac-safari' | 'android' | 'ios-safari' | 'ios-app'

/** Where a refused device is allowed again: in the browser, or for the app in the settings of the system. */
export type PermissionPlace = BrowserKind | 'windows' | 'mac'
