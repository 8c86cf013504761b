import { useEffect, useRef, useState } from 'react'
import { createFullScreen, type FullScreen } from '../../src-page/stage/full-screen.ts'
import { followIdle } from '../../src-page/stage/idle.ts'
import { createClock } from '../../src-shared/clock.ts'
import { useFace } from '../face/face.ts'

/** How a large picture stands in the window. Without one there is nothing but the talk, and everything has its place. */
export type StageMode = {
  /** Empty without a large picture. */
  readonly className: string
  readonly isFull: boolean
  readonly isMenuShown: boolean
  readonly areFacesShown: boolean
  readonly toggleFull: () => void
  readonly leaveFull: () => void
  readonly toggleMenu: () => void
  readonly toggleFaces: () => void
}

const clock = createClock(globalThis)

export function useStageMode(isLarge: boolean): StageMode {
  const { log } = useFace()
  const fullScreen = useRef<FullScreen | null>(null)
  const [isFull, setFull] = useState(false)
  const [isIdle, setIdle] = useState(false)
  const [isMenuShown, setMenuShown] = useState(false)
  const [areFacesShown, setFacesShown] = useState(true)
  useEffect(() => {
    if (!isLarge) return undefined
    const made = createFullScreen(log)
    fullScreen.current = made
    made.subscribe(() => setFull(made.isFull()))
    // The share is over, or the call: whatever was made room for comes back.
    return () => {
      made.dispose()
      fullScreen.current = null
      setFull(false)
      setMenuShown(false)
      setFacesShown(true)
    }
  }, [isLarge, log])
  useEffect(() => {
    if (!isFull) return undefined
    const stop = followIdle({ page: document, clock, tell: setIdle })
    return () => {
      stop()
      setIdle(false)
    }
  }, [isFull])
  const classes = {
    'call-large': isLarge,
    'call-full': isFull,
    'call-idle': isIdle,
    'call-menu': isMenuShown,
  }
  return {
    className: Object.entries(classes)
      .map(([name, isOn]) => (isLarge && isOn ? ` ${name}` : ''))
      .join(''),
    isFull,
    isMenuShown,
    areFacesShown,
    toggleFull: () => (isFull ? fullScreen.current?.leave() : fullScreen.current?.enter()),
    leaveFull: () => fullScreen.current?.leave(),
    toggleMenu: () => setMenuShown((was) => !was),
    toggleFaces: () => setFacesShown((was) => !was),
  }
}
