import type { BrowserKind } from '../../../src-page/browser-kind.ts'

/** Where to press, drawn: the left end of the address bar, which an iPhone has below, or a menu. */
export function PermissionPicture({ kind }: { readonly kind: BrowserKind }) {
  const isMenu = kind === 'mac-safari' || kind === 'ios-app'
  const y = kind === 'ios-safari' ? 66 : 8
  return (
    <svg class="no-voice-picture" viewBox="0 0 120 90" aria-hidden="true" focusable="false">
      <rect x="2" y="2" width="116" height="86" rx="8" class="picture-page" />
      {isMenu ? (
        <>
          <rect x="10" y="12" width="100" height="12" rx="4" class="picture-bar" />
          <rect x="10" y="30" width="100" height="14" rx="4" class="picture-press" />
          <rect x="10" y="50" width="100" height="12" rx="4" class="picture-bar" />
          <rect x="10" y="68" width="100" height="12" rx="4" class="picture-bar" />
        </>
      ) : (
        <>
          <rect x="8" y={y} width="104" height="16" rx="8" class="picture-bar" />
          <circle cx="17" cy={y + 8} r="8" class="picture-press" />
          <rect x="30" y={y + 6} width="54" height="4" rx="2" class="picture-text" />
        </>
      )}
    </svg>
  )
}
