import type { Page } from '@playwright/test'

/** What a page has captured since it was watched: how often it asked, and whether a camera or microphone is open now. */
export type Captured = { readonly asked: number; readonly live: number }

/** From now on. The product knows nothing of it. */
export async function watchDevices(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tracks: MediaStreamTrack[] = []
    const counts = { asked: 0 }
    const { mediaDevices } = navigator
    const open = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async (constraints) => {
      counts.asked += 1
      const stream = await open(constraints)
      tracks.push(...stream.getTracks())
      return stream
    }
    Object.defineProperty(window, '__captured', {
      value: () => ({ ...counts, live: tracks.filter(({ readyState }) => readyState === 'live').length }),
    })
  })
}

export function capturedBy(page: Page): Promise<Captured> {
  return page.evaluate(() => Reflect.get(window, '__captured')())
}
