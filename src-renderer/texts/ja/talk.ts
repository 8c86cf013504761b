/** What the staff reads about talking without sound, in Japanese. */
export const talk = {
  messages: 'メッセージ',
  message: 'メッセージ',
  send: '送信',
  placeholder: 'お客様へのメッセージ',
  none: '声が届かないときは、ここで文字でやり取りできます。お客様の画面にすぐ表示されます。',
  notSent: '送れませんでした。もう一度「送信」を押してください。',
  unread: '未読',
  answer: '返事を書く',
} as const
