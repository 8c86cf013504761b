import type { Language } from '../../src-shared/language.ts'

/** Makes text safe between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** JSON that cannot end the `<script>` it stands in, nor open a comment there. */
export function toScriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

/** Sets the language of a built page, and leaves it to fetch the texts of that language alone. */
export function withLanguage(html: string, language: Language): string {
  return html
    .replace(/<html\b[^>]*>/i, (tag) => `${tag.replace(/\s+lang="[^"]*"/i, '').slice(0, -1)} lang="${language}">`)
    .replaceAll(/\s*<link\b[^>]*\bdata-language="([^"]*)"[^>]*>/gi, (link, its) => (its === language ? link : ''))
}

/** Sets the title of a built page, which has a `<title>`. */
export function withTitle(html: string, title: string): string {
  return html.replace(/<title>[^<]*<\/title>/i, () => `<title>${escapeHtml(title)}</title>`)
}

/** Puts data for the page's script into `#page-data`, so that it can paint without asking for it. */
export function withPageData(html: string, data: unknown): string {
  const script = `<script type="application/json" id="page-data">${toScriptJson(data)}</script>`
  const placeholder = /<script\b[^>]*\bid="page-data"[^>]*>[^<]*<\/script>/i
  return placeholder.test(html)
    ? html.replace(placeholder, () => script)
    : html.replace('</head>', () => `${script}</head>`)
}
