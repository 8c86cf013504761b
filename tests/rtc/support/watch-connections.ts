/** Runs in the page before its own code: the product has no hooks for tests, so the browser's own class is wrapped. */
export function watchConnections(): void {
  window.madeConnections = []
  window.offersMade = 0
  const Original = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      window.madeConnections.push(this)
    }

    override async setLocalDescription(description?: RTCLocalSessionDescriptionInit): Promise<void> {
      await super.setLocalDescription(description)
      if (this.localDescription?.type === 'offer') window.offersMade++
    }
  }
}

/**
 * Stands in for the browser's picker: shares a picture of four coloured quarters, with a mark that moves so that there
 * are always new frames. `window.closeSharedWindow()` ends it the way a closed window does.
 */
export function shareColouredQuarters(): void {
  navigator.mediaDevices.getDisplayMedia = () => {
    const canvas = new OffscreenCanvas(1280, 720)
    const context = canvas.getContext('2d')
    const generator = new MediaStreamTrackGenerator({ kind: 'video' })
    const writer = generator.writable.getWriter()
    let count = 0
    const timer = setInterval(() => {
      if (!context) return
      const colours = ['#c00000', '#00a000', '#0000c0', '#c0c000']
      for (const [index, colour] of colours.entries()) {
        context.fillStyle = colour
        context.fillRect((index % 2) * 640, Math.floor(index / 2) * 360, 640, 360)
      }
      context.fillStyle = '#ffffff'
      context.fillRect(600 + (count++ % 40), 340, 40, 40)
      void writer
        .write(new VideoFrame(canvas, { timestamp: performance.now() * 1000 }))
        .catch(() => clearInterval(timer))
    }, 66)
    window.closeSharedWindow = async () => {
      clearInterval(timer)
      await writer.close()
    }
    return Promise.resolve(new MediaStream([generator]))
  }
}

declare global {
  interface Window {
    closeSharedWindow: () => Promise<void>
  }
  /** Chromium's own; not in TypeScript's library. */
  var MediaStreamTrackGenerator: {
    new (init: { kind: 'video' }): MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> }
    new (init: { kind: 'audio' }): MediaStreamTrack & { readonly writable: WritableStream<AudioData> }
  }
}
