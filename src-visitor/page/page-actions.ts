import type { Saying } from '../../src-shared/call-line.ts'
import type { Language } from '../../src-shared/language.ts'
import type { CallBackActions } from '../call-back/call-back-actions.ts'
import type { MediaActions } from '../devices/media-actions.ts'
import type { KnockActions } from '../knock/knock-actions.ts'

/** All that a visitor can do. What can be done now, the view says. */
export type PageActions = KnockActions &
  CallBackActions &
  MediaActions & {
    readonly typeName: (name: string) => void
    /** False when the server did not take it. */
    readonly say: (saying: Saying) => Promise<boolean>
    readonly chooseLanguage: (language: Language) => void
    /** Must run inside the tap. */
    readonly hear: () => void
    readonly retry: () => void
    /** Takes the knock or the call back from another tab. */
    readonly continueHere: () => void
    readonly reload: () => void
  }
