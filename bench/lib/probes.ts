/**
 * Evaluated in a page before its own code, in the product's and in the bare one's alike. They leave epoch times in
 * `window.marks`. Each function stands alone: it crosses into the page as text.
 */

/**
 * `click`: when the last press on a button happened. `row:TEXT`: when the list row with this text was on the screen.
 */
export function markClicksAndRows(): void {
  const marks: Record<string, number> = {}
  Object.assign(window, { marks })
  const now = (): number => performance.timeOrigin + performance.now()

  window.addEventListener(
    'click',
    (event) => {
      marks['click'] = performance.timeOrigin + event.timeStamp
    },
    { capture: true },
  )

  const watch = (): void => {
    new MutationObserver(() => {
      for (const row of document.querySelectorAll('li')) {
        const name = /Visitor \d+/.exec(row.textContent)?.[0]
        if (name === undefined || `seen:${name}` in marks) continue
        marks[`seen:${name}`] = now()
        requestAnimationFrame(() => {
          // The task after the frame's callbacks runs when the frame was painted.
          const channel = new MessageChannel()
          channel.port1.addEventListener('message', () => {
            marks[`row:${name}`] = now()
          })
          channel.port1.start()
          channel.port2.postMessage(null)
        })
      }
    }).observe(document, { childList: true, subtree: true, characterData: true })
  }
  watch()
}

/**
 * `click` as above. `devices`: when a camera and a microphone of this page were open. `frame`: when the first frame of
 * the other side was there to be painted.
 */
export function markClicksAndFrames(): void {
  const marks: Record<string, number> = {}
  Object.assign(window, { marks })
  const now = (): number => performance.timeOrigin + performance.now()
  const ownVideos = new Set(['You', 'Shared screen'])

  window.addEventListener(
    'click',
    (event) => {
      marks['click'] = performance.timeOrigin + event.timeStamp
    },
    { capture: true },
  )

  const opened = new Set<string>()
  const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints)
    for (const track of stream.getTracks()) opened.add(track.kind)
    if (opened.size === 2) marks['devices'] ??= now()
    return stream
  }

  const known = new WeakSet<HTMLVideoElement>()
  const follow = (video: HTMLVideoElement): void => {
    if (known.has(video)) return
    known.add(video)
    video.requestVideoFrameCallback(() => {
      const label = video.getAttribute('aria-label') ?? ''
      if (!ownVideos.has(label)) marks['frame'] ??= now()
    })
  }
  new MutationObserver(() => {
    for (const video of document.querySelectorAll('video')) follow(video)
  }).observe(document, { childList: true, subtree: true })
}
