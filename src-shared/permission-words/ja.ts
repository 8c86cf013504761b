import type { PermissionWords } from './permission-words-type.ts'

/** How a refused device is allowed again, in Japanese. */
export const ja: PermissionWords = {
  how: '許可のしかた',
  steps: {
    chromium: (device) => ['アドレスバーの左端のマークを押します', `「${device}」を「許可」にします`],
    firefox: () => ['アドレスの左の、斜線の入ったマークを押します', '「ブロック」の横の×を押します'],
    'mac-safari': (device) => [
      '画面上のメニュー「Safari」から「このWebサイトの設定」を開きます',
      `「${device}」を「許可」にします`,
    ],
    android: (device) => ['アドレスの左のマークを押します', `「権限」を開き、「${device}」を許可します`],
    'ios-safari': (device) => [
      'アドレスの左のマークを押し、「Webサイトの設定」を開きます',
      `「${device}」を「許可」にします`,
    ],
    'ios-app': (device) => ['iPhoneの「設定」で、お使いのブラウザを選びます', `「${device}」をオンにします`],
    windows: (device) => [
      `Windowsの「設定」で「プライバシーとセキュリティ」を開き、「${device}」を選びます`,
      'アクセスをオンにします。「デスクトップアプリ」の項目もオンにします',
    ],
    mac: (device) => [
      `「システム設定」で「プライバシーとセキュリティ」を開き、「${device}」を選びます`,
      '「Konkon」をオンにします',
    ],
  },
}
