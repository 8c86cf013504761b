/** What the staff reads about talking without sound, in Japanese. */
export const talk = {
  messages: 'メッセージ',
  message: 'メッセージ',
  send: '送信',
  placeholder: 'お客様へのメッセージ',
  none: '声が届かないときは、ここで文字でやり取りできます。お客様の画面にすぐ表示されます。',
  notSent: '送れませんでした。もう一度「送信」を押してください。',
  unread: '未読',
  muted: 'マイクがオフです',
  unheard: 'マイクがオフです。お声は届いていません',
  unmute: '押すと話せます',
  cameraOff: 'カメラがオフです',
  cameraOn: '押すと映ります',
  noVoice: 'こちらの声はお客様に届きません。「メッセージ」を押すと、文字でやり取りできます。',
  noVoiceAtAll:
    'どちらのマイクも使えないため、声ではお話しできません。「メッセージ」で文字を送るか、お電話でお話しください。',
  answer: '返事を書く',
} as const
