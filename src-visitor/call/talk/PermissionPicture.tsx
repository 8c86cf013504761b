import { permissionPicture, permissionPictureSize } from '../../../src-page/permission-picture.ts'
import type { BrowserKind } from '../../../src-shared/permission-place.ts'

/** Where to press, drawn. */
export function PermissionPicture({ kind }: { readonly kind: BrowserKind }) {
  const { width, height } = permissionPictureSize
  return (
    <svg class="no-voice-picture" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      {permissionPicture(kind).map(({ part, ...shape }) => (
        <rect key={shape.y} class={`picture-${part}`} {...shape} />
      ))}
    </svg>
  )
}
