/**
 * Who this program is to the operating system. The same words stand in electron-builder.yml and package.json: Windows
 * finds the running app for a pressed toast by them, and Linux its `.desktop` file.
 */
export const appIdentity = {
  id: 'jp.konkon.frontdesk',
  name: 'Konkon',
  /** COM class that Windows starts when a toast is pressed. Fixed, or a press after an update would find nobody. */
  toastActivator: '{6B0C5C1F-3E0B-4C60-9B1E-7C1C2D9B5A41}',
  /** Given by the system at log-in: start without showing the window. */
  hiddenArgument: '--hidden',
} as const
