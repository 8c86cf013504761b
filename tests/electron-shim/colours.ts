import { createHash } from 'node:crypto'
import { colours, type Colour, type Rgb } from '../e2e/support/colours.ts'

const names = ['green', 'violet', 'yellow', 'red', 'blue'] as const satisfies readonly Colour[]

/** The colour that the fake capture of a source is painted with, so that a test can tell by the pixels what it sees. */
export function colourOfSource(id: string): Colour {
  const [choice = 0] = createHash('sha256').update(id).digest()
  return names[choice % names.length] ?? 'green'
}

export function rgbOfSource(id: string): Rgb {
  return colours[colourOfSource(id)]
}
