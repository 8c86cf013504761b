import { chooseLanguage, type Language } from '../../src-shared/language.ts'

/** The `offline` part of each language's texts, written in by the build: a worker carries no more than it says. */
declare const __KONKON_OFFLINE_TEXTS__: Readonly<
  Record<Language, { readonly title: string; readonly detail: string; readonly retry: string }>
>

const retrySeconds = 10

/** Says plainly that nothing rings here now, and tries again by itself. `locales` are the browser's, e.g. `ja-JP`. */
export function offlinePage(locales: readonly string[]): Response {
  const language = chooseLanguage(null, locales.join(','))
  const { title, detail, retry } = __KONKON_OFFLINE_TEXTS__[language]
  const html = `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${retrySeconds}">
<title>${title}</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 34rem; margin: 16vh auto 0; padding: 24px; font: 1.125rem/1.7 system-ui, sans-serif; }
a { display: inline-block; min-height: 56px; padding: 14px 24px; border-radius: 10px; background: #165e83; color: #fff; font-weight: 600; text-decoration: none; }
</style>
<h1>${title}</h1>
<p>${detail}</p>
<a href="/desk">${retry}</a>
</html>
`
  return new Response(html, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } })
}
