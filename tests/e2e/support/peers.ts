import type { Page } from '@playwright/test'
import { nameColour, type Colour, type Rgb } from './colours.ts'

/**
 * Evaluated before a page's own code: remembers every RTCPeerConnection that the page makes and every audio element
 * that it plays, so that a test can read the browser's own figures. The product knows nothing of it.
 */
export function rememberPeers(): void {
  const voices = new Set<HTMLMediaElement>()
  Object.defineProperty(window, '__voices', { value: voices })
  // Called again with the element itself as `this`.
  // oxlint-disable-next-line typescript/unbound-method
  const { play } = HTMLMediaElement.prototype
  HTMLMediaElement.prototype.play = function playAndRemember(this: HTMLMediaElement) {
    if (this instanceof HTMLAudioElement) voices.add(this)
    return play.call(this)
  }
  const Original = window.RTCPeerConnection
  const peers: RTCPeerConnection[] = []
  Object.defineProperty(window, '__peers', { value: peers })
  window.RTCPeerConnection = new Proxy(Original, {
    construct(target, args: ConstructorParameters<typeof RTCPeerConnection>) {
      const peer = new target(...args)
      peers.push(peer)
      return peer
    },
  })
}

/** Evaluated before a page's own code: as behind a firewall that lets nothing through but the way to a TURN server. */
export function useRelayOnly(): void {
  // Called again with the connection itself as `this`.
  // oxlint-disable-next-line typescript/unbound-method
  const { setConfiguration } = RTCPeerConnection.prototype
  RTCPeerConnection.prototype.setConfiguration = function setRelayOnly(this: RTCPeerConnection, given) {
    setConfiguration.call(this, { ...given, iceTransportPolicy: 'relay' })
  }
  window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
    construct: (target, [given]: ConstructorParameters<typeof RTCPeerConnection>) =>
      new target({ ...given, iceTransportPolicy: 'relay' }),
  })
}

/**
 * The kinds of the two ends between which the page's newest live call runs now, e.g. `relay relay`; null while there is
 * none.
 */
export async function readWay(page: Page): Promise<string | null> {
  return page.evaluate(async () => {
    const peers = (window as unknown as { readonly __peers: readonly RTCPeerConnection[] }).__peers
    const stats = await peers.findLast((candidate) => candidate.connectionState === 'connected')?.getStats()
    const transport = [...(stats?.values() ?? [])].find((entry) => entry.type === 'transport')
    const pair = stats?.get(transport?.selectedCandidatePairId)
    if (!stats || !pair) return null
    return `${stats.get(pair.localCandidateId)?.candidateType} ${stats.get(pair.remoteCandidateId)?.candidateType}`
  })
}

/** How the page reaches the TURN server that its newest live call goes by: `udp`, `tcp` or `tls`. */
export async function readRelayProtocol(page: Page): Promise<string | null> {
  return page.evaluate(async () => {
    const peers = (window as unknown as { readonly __peers: readonly RTCPeerConnection[] }).__peers
    const stats = await peers.findLast((candidate) => candidate.connectionState === 'connected')?.getStats()
    const transport = [...(stats?.values() ?? [])].find((entry) => entry.type === 'transport')
    const pair = stats?.get(transport?.selectedCandidatePairId)
    return stats?.get(pair?.localCandidateId)?.relayProtocol ?? null
  })
}

export type Inbound = { readonly framesDecoded: number; readonly audioEnergy: number; readonly audioPackets: number }

/** What the page's newest live peer connection has received so far, by the browser's statistics. */
export async function readInbound(page: Page): Promise<Inbound> {
  return page.evaluate(async () => {
    const peers = (window as unknown as { readonly __peers: readonly RTCPeerConnection[] }).__peers
    const peer = peers.findLast((candidate) => candidate.connectionState !== 'closed')
    const sum = { framesDecoded: 0, audioEnergy: 0, audioPackets: 0 }
    if (!peer) return sum
    for (const entry of (await peer.getStats()).values()) {
      if (entry.type !== 'inbound-rtp') continue
      sum.framesDecoded += entry.framesDecoded ?? 0
      sum.audioEnergy += entry.totalAudioEnergy ?? 0
      if (entry.kind === 'audio') sum.audioPackets += entry.packetsReceived ?? 0
    }
    return sum
  })
}

/** Seconds of live voice that the page has played to its loudspeaker. */
export async function readPlayedVoice(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { __voices: voices } = window as unknown as { readonly __voices: ReadonlySet<HTMLMediaElement> }
    const live = [...voices].filter((audio) => audio.srcObject !== null && !audio.paused)
    return Math.max(0, ...live.map((audio) => audio.currentTime))
  })
}

/** How many peer connections of the page are not closed. */
export async function countLivePeers(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      (window as unknown as { readonly __peers: readonly RTCPeerConnection[] }).__peers.filter(
        (peer) => peer.connectionState !== 'closed',
      ).length,
  )
}

/** The colour in the middle of the video with this accessible name, as it is painted now; null while there is none. */
export async function colourOfVideo(page: Page, name: string): Promise<Colour | null> {
  const pixel = await page.evaluate((label): Rgb | null => {
    const video = [...document.querySelectorAll('video')].find(
      (element) => element.getAttribute('aria-label') === label,
    )
    if (!video || video.videoWidth === 0 || video.readyState < 2) return null
    const canvas = new OffscreenCanvas(16, 16)
    const context = canvas.getContext('2d')
    if (!context) return null
    context.drawImage(video, 0, 0, 16, 16)
    const [red = 0, green = 0, blue = 0] = context.getImageData(8, 8, 1, 1).data
    return [red, green, blue]
  }, name)
  return pixel === null ? null : nameColour(pixel)
}

/**
 * Evaluated before a page's own code: what the browser's picker would give is a painted screen of one colour, so that
 * the far end's pixels can be compared. `window.__endShare()` ends it as closing the shared window would.
 */
export function paintSharedScreen(rgb: readonly number[]): void {
  navigator.mediaDevices.getDisplayMedia = () => {
    const canvas = document.createElement('canvas')
    canvas.width = 1280
    canvas.height = 720
    const context = canvas.getContext('2d')
    if (!context) return Promise.reject(new DOMException('no canvas', 'NotReadableError'))
    const paint = (): void => {
      context.fillStyle = `rgb(${rgb.join(',')})`
      context.fillRect(0, 0, canvas.width, canvas.height)
      // A corner that changes makes the capture deliver frames.
      context.fillStyle = performance.now() % 2 < 1 ? 'white' : 'black'
      context.fillRect(0, 0, 8, 8)
    }
    paint()
    const timer = setInterval(paint, 100)
    const stream = canvas.captureStream(10)
    const [track] = stream.getVideoTracks()
    Object.defineProperty(window, '__endShare', {
      configurable: true,
      value: () => {
        clearInterval(timer)
        track?.stop()
        track?.dispatchEvent(new Event('ended'))
      },
    })
    return Promise.resolve(stream)
  }
}
