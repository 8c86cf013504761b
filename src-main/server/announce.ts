import type { DeskClient } from '../../src-shared/desk-client.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

export type Addresses = { readonly visitorUrl: string; readonly deskUrl: string }

/**
 * Prints, once, the three lines that people and programs wait for. It waits until this desk is connected and its windows
 * are loaded, so that a knock after `ready` is heard and seen.
 */
export function createAnnouncement(write: (text: string) => void): {
  readonly setAddresses: (addresses: Addresses) => void
  readonly follow: (desk: DeskClient) => Unsubscribe
  readonly windowsLoaded: () => void
} {
  let addresses: Addresses | null = null
  let areWindowsLoaded = false
  let isOnline = false
  let isDone = false

  function announceWhenReady(): void {
    if (isDone || addresses === null || !areWindowsLoaded || !isOnline) return
    isDone = true
    write(`visitor page: ${addresses.visitorUrl}\nfront desk: ${addresses.deskUrl}\nready\n`)
  }

  return {
    setAddresses: (next) => {
      addresses = next
    },
    follow: (desk) =>
      desk.subscribe(() => {
        isOnline = desk.getState().connection.kind === 'online'
        announceWhenReady()
      }),
    windowsLoaded: () => {
      areWindowsLoaded = true
      announceWhenReady()
    },
  }
}
