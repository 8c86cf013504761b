import { Component, type ReactNode } from 'react'
import { Broken } from './Broken.tsx'

type Props = { readonly log: (message: string, detail?: unknown) => void; readonly children: ReactNode }

/** Catches a bug in any view: words and a way out instead of a blank window. */
export class Boundary extends Component<Props, { readonly isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true }
  }

  override componentDidCatch(cause: unknown): void {
    this.props.log('a view failed', cause)
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children
    return (
      <main>
        <Broken />
      </main>
    )
  }
}
