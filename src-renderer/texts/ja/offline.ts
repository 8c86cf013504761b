/** What the desk page's service worker says while the server cannot be reached, in Japanese. */
export const offline = {
  title: '受付に接続できません',
  detail: 'サーバーにつながらないため、ノックはここでは鳴りません。つながると、この画面は自動で元に戻ります。',
  retry: '今すぐ接続',
}

export type OfflineTexts = { readonly [Key in keyof typeof offline]: string }
