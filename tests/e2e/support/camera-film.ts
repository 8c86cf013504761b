/** An RGBA picture, row by row, as image renderers give it. */
export type Picture = { readonly width: number; readonly height: number; readonly rgba: Uint8Array }

/** A film for Chromium's `--use-file-for-fake-video-capture`: YUV4MPEG2, BT.601, the same picture for ever. */
export function encodeFilm(picture: Picture): Buffer {
  const { width, height, rgba } = picture
  const luma = Buffer.alloc(width * height)
  const chromaU = Buffer.alloc((width * height) / 4)
  const chromaV = Buffer.alloc((width * height) / 4)
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const at = (row * width + column) * 4
      const [red = 0, green = 0, blue = 0] = rgba.subarray(at, at + 3)
      luma[row * width + column] = 16 + (65.7 * red + 129.1 * green + 25.1 * blue) / 256
      if (row % 2 !== 0 || column % 2 !== 0) continue
      const chromaAt = (row / 2) * (width / 2) + column / 2
      chromaU[chromaAt] = 128 + (-37.9 * red - 74.5 * green + 112.4 * blue) / 256
      chromaV[chromaAt] = 128 + (112.4 * red - 94.2 * green - 18.2 * blue) / 256
    }
  }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chromaU, chromaV])
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F20:1 Ip C420\n`), frame, frame])
}
