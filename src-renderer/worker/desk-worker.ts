/**
 * The desk page's service worker: carries presses on notices to the open page, which is the only way to have notices
 * with buttons (and any on Android), and shows a page of its own while the server cannot be reached. It keeps nothing
 * else: an old desk on a screen would be worse than none.
 */
import { offlinePage } from './offline-page.ts'

declare const self: ServiceWorkerGlobalScope

self.addEventListener('install', () => {
  void self.skipWaiting()
})
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  // A scope is the beginning of a path: a room may be called `desk-2`.
  if (event.request.mode !== 'navigate' || !isDesk(event.request.url)) return
  event.respondWith(fetch(event.request).catch(() => offlinePage(self.navigator.languages)))
})

self.addEventListener('notificationclick', (event) => {
  const { notification, action } = event
  notification.close()
  event.waitUntil(tellDesk({ kind: 'alert-pressed', action, knockId: notification.tag }))
})

async function tellDesk(message: {
  readonly kind: string
  readonly action: string
  readonly knockId: string
}): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const desks = pages.filter((page) => isDesk(page.url))
  // A worker's clients share its origin, and this method takes no target origin.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  for (const desk of desks) desk.postMessage(message)
  // Whoever denies wants to go on working; everybody else wants to see the desk.
  if (message.action === 'deny' && desks.length > 0) return
  const [desk] = desks
  if (desk) await desk.focus()
  else await self.clients.openWindow('/desk')
}

function isDesk(url: string): boolean {
  return new URL(url).pathname === '/desk'
}
