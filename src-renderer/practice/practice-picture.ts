export type PracticePicture = { readonly stream: MediaStream; readonly dispose: () => void }

const width = 640
const height = 360
const framesPerSecond = 10

/** Somebody who nods, in front of a wall: drawn, so that nobody was filmed. */
export function openPracticePicture(): PracticePicture {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  let frame = 0
  const draw = (): void => {
    if (context) drawFrame(context, frame)
    frame += 1
  }
  draw()
  const timer = setInterval(draw, 1_000 / framesPerSecond)
  const stream = canvas.captureStream(framesPerSecond)
  return {
    stream,
    dispose() {
      clearInterval(timer)
      for (const track of stream.getTracks()) track.stop()
    },
  }
}

function drawFrame(context: CanvasRenderingContext2D, frame: number): void {
  const seconds = frame / framesPerSecond
  const nod = Math.sin(seconds * 1.5) * 6
  const isTalking = isSyllable(seconds)
  const disc = (colour: string, ...[x, y, across, down]: readonly [number, number, number, number]): void => {
    context.fillStyle = colour
    context.beginPath()
    context.ellipse(x, y, across, down, 0, 0, 2 * Math.PI)
    context.fill()
  }
  context.fillStyle = '#cfe3ea'
  context.fillRect(0, 0, width, height)
  context.fillStyle = '#e9e2d2'
  context.fillRect(0, 300, width, 60)
  disc('#165e83', 320, 390, 150, 130)
  disc('#f0c9a4', 320, 180 + nod, 72, 86)
  disc('#3a2c22', 320, 112 + nod, 74, 38)
  disc('#3a2c22', 292, 172 + nod, 7, 9)
  disc('#3a2c22', 348, 172 + nod, 7, 9)
  if (isTalking) return disc('#9c4a3c', 320, 222 + nod, 18, 11)
  context.strokeStyle = '#9c4a3c'
  context.lineWidth = 5
  context.beginPath()
  context.arc(320, 202 + nod, 26, 0.2 * Math.PI, 0.8 * Math.PI)
  context.stroke()
}

/** Four to a second, with a breath after every two seconds. Mouth and voice go by it. */
export function isSyllable(seconds: number): boolean {
  return seconds % 3 < 2 && (seconds * 4) % 1 < 0.6
}
