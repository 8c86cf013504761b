/**
 * Who this program is to the operating system. electron-builder.yml and package.json repeat these words: by them Windows
 * finds the running app when a toast is pressed, and Linux its `.desktop` file.
 */
export const appIdentity = {
  id: 'jp.konkon.frontdesk',
  name: 'Konkon',
  /** COM class that Windows starts when a toast is pressed. Must never change, or presses after an update are lost. */
  toastActivator: '{6B0C5C1F-3E0B-4C60-9B1E-7C1C2D9B5A41}',
  /** Passed when the system starts us at log-in: do not show the window. */
  hiddenArgument: '--hidden',
} as const
