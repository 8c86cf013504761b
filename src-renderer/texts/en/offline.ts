import type { OfflineTexts } from '../ja/offline.ts'

/** What the desk page's service worker says while the server cannot be reached, in English. */
export const offline: OfflineTexts = {
  title: 'The desk cannot be reached',
  detail: 'The server does not answer, so knocks do not ring here. This screen comes back by itself.',
  retry: 'Connect now',
}
