import { RoomAddressSchema, type RoomAddress } from '../../src-shared/ids.ts'
import { chooseLanguage, type Language } from '../../src-shared/language.ts'
import { PageDataSchema } from '../../src-shared/page-data.ts'
import { parse } from '../../src-shared/parse.ts'
import type { PublicRoom } from '../../src-shared/room.ts'

export type PageStart = {
  readonly address: RoomAddress
  readonly language: Language
  /** Null when the server wrote nothing into the page; the connection will tell. */
  readonly room: PublicRoom | null
}

/**
 * What the page knows before it has connected: from the server's JSON in the page, else from its own URL and the
 * browser's languages. Null when the URL has no room in it either.
 */
export function readPageStart(given: {
  readonly json: string | null
  readonly url: URL
  readonly browserLanguages: readonly string[]
}): PageStart | null {
  const data = parse(PageDataSchema, fromJson(given.json))
  const chosen = chooseLanguage(given.url.searchParams.get('lang'), given.browserLanguages.join(','))
  if (data.kind === 'ok') {
    // The URL wins, because the page itself changes it when the visitor switches.
    const language = given.url.searchParams.has('lang') ? chosen : data.value.language
    return { address: data.value.room.address, language, room: data.value.room }
  }
  const address = parse(RoomAddressSchema, given.url.pathname.split('/').at(-1))
  return address.kind === 'ok' ? { address: address.value, language: chosen, room: null } : null
}

function fromJson(json: string | null): unknown {
  try {
    return JSON.parse(json || 'null')
  } catch {
    // As good as missing: the schema refuses null too, and the URL is asked next.
    return null
  }
}
