import { useEffect, useState } from 'react'
import { useFace, type Face } from '../face/face.ts'
import type { LargePicture } from './LargePicture.tsx'

type LargeView = typeof LargePicture

/**
 * The view of a large picture, which no desk needs before its first call; null until it is there. It is fetched as a
 * call begins, while the server is certainly within reach, and once more when it is wanted.
 */
export function useLargeView(isWanted: boolean): LargeView | null {
  const { log } = useFace()
  const [view, setView] = useState<LargeView | null>(null)
  useEffect(() => {
    void load(setView, log)
  }, [log])
  useEffect(() => {
    if (isWanted && view === null) void load(setView, log)
  }, [isWanted, view, log])
  return view
}

async function load(show: (view: () => LargeView) => void, log: Face['log']): Promise<void> {
  try {
    const { LargePicture } = await import('./LargePicture.tsx')
    show(() => LargePicture)
  } catch (cause) {
    log('the view of a large picture is not there yet', cause)
  }
}
