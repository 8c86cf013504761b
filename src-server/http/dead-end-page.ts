import { createHash } from 'node:crypto'
import { languages, type Language } from '../../src-shared/language.ts'
import { programTexts } from '../../src-shared/texts/program-texts.ts'

/**
 * The colours are those of `src-shared/theme.css`; the page stands alone so that it also works where nothing is built.
 */
const style = `
:root{color-scheme:light dark;--ground:#f5f3ee;--surface:#fff;--line:#d5d0c5;--text:#1d2329;--soft:#565d66;--accent:#165e83;--accent-text:#fff}
@media (prefers-color-scheme:dark){:root{--ground:#12171c;--surface:#1b2229;--line:#333d47;--text:#eceff2;--soft:#aab4be;--accent:#7cc3e6;--accent-text:#06222f}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--ground);color:var(--text);
font:1.0625rem/1.7 system-ui,-apple-system,'Segoe UI','Hiragino Sans','Yu Gothic UI','Noto Sans JP',Meiryo,sans-serif}
main{max-width:36rem;padding:32px;background:var(--surface);border:1px solid var(--line);border-radius:14px}
h1,h2{margin:0 0 12px;line-height:1.35}h1{font-size:1.875rem}h2{font-size:1.25rem}
p{margin:0 0 12px}section+section{margin-top:24px;padding-top:24px;border-top:1px solid var(--line);color:var(--soft)}
a{display:inline-flex;align-items:center;min-height:56px;padding:0 24px;border-radius:10px;background:var(--accent);color:var(--accent-text);font-weight:600;text-decoration:none}
a:focus-visible{outline:3px solid #0a84ff;outline-offset:3px}
`

/** For the Content-Security-Policy, which allows this style sheet and no other. */
export const deadEndStyleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`

/** Why an address leads nowhere. */
type DeadEnd = 'unknownRoom' | 'strangeAddress'

/** For a person at a wrong address: in their language first, in the others below. `home` links to the right one. */
export function renderDeadEndPage(deadEnd: DeadEnd, language: Language, home: string | null): string {
  const first = programTexts[language][deadEnd]
  const link = home === null ? '' : `<p><a href="${home}">${first.home}</a></p>`
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${first.title}</title>
<style>${style}</style>
</head>
<body>
<main>
<section><h1>${first.title}</h1><p>${first.body}</p><p>${first.hint}</p>${link}</section>
${languages
  .filter((other) => other !== language)
  .map((other) => renderShortly(deadEnd, other))
  .join('\n')}
</main>
</body>
</html>
`
}

function renderShortly(deadEnd: DeadEnd, language: Language): string {
  const { title, body, hint } = programTexts[language][deadEnd]
  return `<section lang="${language}"><h2>${title}</h2><p>${body}</p><p>${hint}</p></section>`
}
