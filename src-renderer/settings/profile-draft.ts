import { parse } from '../../src-shared/parse.ts'
import type { Result } from '../../src-shared/result.ts'
import { ProfileSchema, type Profile } from '../../src-shared/room.ts'

/** What stands in the form, flat. */
export type ProfileDraft = {
  readonly companyJa: string
  readonly companyEn: string
  readonly phone: string
  readonly greetingJa: string
  readonly greetingEn: string
}

export function draftOf(profile: Profile | null): ProfileDraft {
  return {
    companyJa: profile?.company.ja ?? '',
    companyEn: profile?.company.en ?? '',
    phone: profile?.phone ?? '',
    greetingJa: profile?.greeting.ja ?? '',
    greetingEn: profile?.greeting.en ?? '',
  }
}

/** Trimmed and checked; the only field that can be wrong is the phone number, since lengths are bounded by the form. */
export function profileOf(draft: ProfileDraft): Result<Profile> {
  return parse(ProfileSchema, {
    company: { ja: draft.companyJa, en: draft.companyEn },
    phone: draft.phone,
    greeting: { ja: draft.greetingJa, en: draft.greetingEn },
  })
}
