/** How the codecs of one video line are preferred; a codec that is in neither list comes between the two. */
type CodecTaste = { readonly first: readonly string[]; readonly last: readonly string[] }

/** VP8 costs a phone the least. */
export const cameraTaste: CodecTaste = { first: ['video/VP8'], last: [] }

/**
 * AV1 needs half of VP8's bytes for the same sharp drawing. VP9 comes last because libwebrtc sends a screen in VP9 with
 * at most 5 pictures per second (https://github.com/livekit/client-sdk-js/pull/1069).
 */
export const screenTaste: CodecTaste = { first: ['video/AV1', 'video/VP8', 'video/H264'], last: ['video/VP9'] }

/** All of `codecs`, since leaving one out would forbid it, in the order of preference. */
export function orderCodecs<Codec extends { readonly mimeType: string }>(
  codecs: readonly Codec[],
  { first, last }: CodecTaste,
): Codec[] {
  const rank = ({ mimeType }: Codec): number => {
    if (last.includes(mimeType)) return first.length + 1
    const index = first.indexOf(mimeType)
    return index === -1 ? first.length : index
  }
  return codecs.toSorted((a, b) => rank(a) - rank(b))
}
