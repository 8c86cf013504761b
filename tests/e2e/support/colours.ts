import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { encodeFilm } from './camera-film.ts'

/** Colours that survive video coding and are told apart by their dominant channels. */
export const colours = {
  red: [200, 30, 30],
  green: [30, 160, 40],
  blue: [30, 50, 200],
  yellow: [210, 200, 30],
  violet: [150, 40, 190],
} as const satisfies Record<string, readonly [number, number, number]>
export type Colour = keyof typeof colours
export type Rgb = readonly [number, number, number]

/** The colour nearest to a pixel, or null when it is near to none. */
export function nameColour(pixel: Rgb): Colour | null {
  const ranked = Object.entries(colours)
    .map(([name, rgb]) => ({ name, distance: Math.hypot(...rgb.map((value, index) => value - (pixel[index] ?? 0))) }))
    .toSorted((a, b) => a.distance - b.distance)
  const best = ranked[0]
  return best !== undefined && best.distance < 90 && isColour(best.name) ? best.name : null
}

function isColour(name: string): name is Colour {
  return name in colours
}

/** A camera film of one colour in `folder`; returns its path. */
export function writeCameraFile(folder: string, colour: Colour): string {
  const width = 640
  const height = 360
  const rgba = new Uint8Array(width * height * 4)
  for (let at = 0; at < rgba.length; at += 4) rgba.set([...colours[colour], 255], at)
  const file = path.join(folder, `${colour}.y4m`)
  writeFileSync(file, encodeFilm({ width, height, rgba }))
  return file
}
