const words = {
  ja: {
    title: '受付に接続できません',
    detail: 'サーバーにつながらないため、ノックはここでは鳴りません。つながると、この画面は自動で元に戻ります。',
    retry: '今すぐ接続',
  },
  en: {
    title: 'The desk cannot be reached',
    detail: 'The server does not answer, so knocks do not ring here. This screen comes back by itself.',
    retry: 'Connect now',
  },
} as const

const retrySeconds = 10

/** Says plainly that nothing rings here now, and tries again by itself. `locale` is the browser's, e.g. `ja-JP`. */
export function offlinePage(locale: string): Response {
  const language = locale.startsWith('ja') ? 'ja' : 'en'
  const { title, detail, retry } = words[language]
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
