import { browserKind } from '../../src-page/browser-kind.ts'
import type { PermissionPlace } from '../../src-shared/permission-place.ts'
import type { Surroundings } from '../face/face.ts'

/** Where this desk's devices are allowed again. Null where nobody has to: Linux asks no leave for an app. */
export function permissionPlace(
  surroundings: Surroundings['kind'],
  browser: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>,
): PermissionPlace | null {
  if (surroundings === 'page') return browserKind(browser)
  if (browser.userAgent.includes('Windows')) return 'windows'
  return browser.userAgent.includes('Macintosh') ? 'mac' : null
}
