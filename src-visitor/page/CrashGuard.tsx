import { Component, type ComponentChildren } from 'preact'
import type { PageLog } from './page-log.ts'
import { PageBroken } from './PageBroken.tsx'

type CrashGuardProps = {
  readonly reload: () => void
  readonly log: PageLog
  readonly children: ComponentChildren
}

/** Catches what is broken in a view, so that a visitor reads a sentence instead of an empty page. */
export class CrashGuard extends Component<CrashGuardProps, { readonly hasCrashed: boolean }> {
  override state = { hasCrashed: false }

  override componentDidCatch(error: unknown): void {
    this.props.log.warn('a view broke', error)
    this.setState({ hasCrashed: true })
  }

  override render() {
    if (!this.state.hasCrashed) return this.props.children
    return <PageBroken reload={this.props.reload} />
  }
}
