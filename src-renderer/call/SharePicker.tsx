import type { ReactNode } from 'react'
import { useStore } from '../face/face.ts'
import { useLaterView } from '../face/use-later-view.ts'
import type { ShareSources } from './share-sources.ts'

/** In the app: which screen or window to show. Its code comes once the desk is idle, or when main asks first. */
export function SharePicker(props: { readonly sources: ShareSources }): ReactNode {
  const { sources } = props
  const picker = useLaterView(loadDialog, useStore(sources.isRequested))
  return picker.kind === 'here' && <picker.view.ShareSourceDialog sources={sources} />
}

function loadDialog() {
  return import('./ShareSourceDialog.tsx')
}
