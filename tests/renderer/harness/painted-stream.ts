/** A picture in place of a camera or a screen. One pixel changes, so that there are frames; nobody sees it. */
export function paintedStream(colour: string): MediaStream {
  const canvas = document.createElement('canvas')
  canvas.width = 640
  canvas.height = 360
  const context = canvas.getContext('2d')
  let count = 0
  const paint = (): void => {
    if (!context) return
    count += 1
    context.fillStyle = colour
    context.fillRect(0, 0, 640, 360)
    context.fillStyle = 'rgb(255 255 255 / 60%)'
    context.beginPath()
    context.arc(320, 150, 60, 0, 2 * Math.PI)
    context.fill()
    context.fillRect(230, 225, 180, 135)
    if (count % 2 === 0) context.fillRect(0, 0, 1, 1)
  }
  paint()
  setInterval(paint, 200)
  return canvas.captureStream(5)
}
