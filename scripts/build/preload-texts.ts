import path from 'node:path'
import type { Plugin } from 'vite'

/**
 * Each language's texts are a file of their own, which a page asks for only when its script runs. A link in the page has
 * it fetched beside the script; of these links the server leaves the reader's (`src-server/http/page-template.ts`).
 * `textFile` is the file's name within the folder of a language.
 */
export function preloadTexts(textFile: string): Plugin {
  let base = '/'
  return {
    name: 'konkon:preload-texts',
    configResolved(config) {
      base = config.base
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        return Object.values(bundle ?? {}).flatMap((chunk) => {
          const source = chunk.type === 'chunk' ? chunk.facadeModuleId : null
          const language = /\/texts\/(\w+)\/[^/]+$/.exec(source ?? '')?.[1]
          if (!source || language === undefined || path.basename(source) !== textFile) return []
          const attrs = {
            rel: 'modulepreload',
            crossorigin: true,
            href: path.posix.join(base, chunk.fileName),
            'data-language': language,
          }
          return [{ tag: 'link', attrs, injectTo: 'head' as const }]
        })
      },
    },
  }
}
