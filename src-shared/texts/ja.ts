import type { VisitorWords } from '../visitor-name.ts'
import type { PermissionWords, ProgramTexts } from './program-texts-type.ts'

/** Its own, so that a page can take it without the rest. */
export const visitor: VisitorWords = { named: '{{name}}様', nameless: 'お客様', namelessAlone: 'お客様' }

/** Its own, so that a page can take it without the rest. */
export const permissions: PermissionWords = {
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

/** What programs without a face say, in Japanese. */
export const ja: ProgramTexts = {
  sample: '見本',
  practice: 'お試し',
  frontDesk: '受付',
  visitor,
  app: {
    knockTitle: (visitor) => `コンコン：${visitor}がお見えです`,
    invited: 'ご招待のお客様です。',
    knockBody: '入室を許可すると、すぐに通話が始まります。',
    admit: '入室を許可',
    deny: 'お断り',
    openTheDesk: '受付の画面を開いてください。',
    open: '受付を開く',
    admitFirst: (visitor) => `入室を許可：${visitor}`,
    nobodyWaits: '新しくお待ちのお客様はいません',
    presence: '在席の表示',
    automatic: '営業時間どおり',
    presences: { open: '受付中', 'in-meeting': '会議中', away: '離席中', closed: '受付終了' },
    quit: 'コンコンを終了',
    trayIdle: 'コンコン：受付中',
    trayKnock: (count) => `コンコン：${count}名のお客様がお待ちです`,
    trayPractice: 'コンコン：練習のノックです',
    trayCall: 'コンコン：通話中',
    trayOffline: 'コンコン：つながっていません',
    trayFollowUps: (count) => `折り返しなどの対応待ち：${count}件`,
    stillRunningTitle: 'コンコンは動いています',
    stillRunningBody: 'お客様が見えたらお知らせします。終了するには、このアイコンのメニューから。',
  },
  unknownRoom: {
    title: '受付が見つかりません',
    body: 'このアドレスの受付はありません。お手数ですが、アドレスに間違いがないか、もう一度お確かめください。',
    hint: 'それでも開けない場合は、会社にお電話で受付のアドレスをお尋ねください。',
    home: '受付を開く',
  },
  strangeAddress: {
    title: 'このアドレスでは受付を開けません',
    body: 'お手数ですが、会社からご案内したアドレスをお使いいただくか、会社にお電話ください。',
    hint: 'サーバーを管理している方へ：お客様がお使いになるアドレス（例：https://desk.example.jp）を KONKON_PUBLIC_ORIGIN に設定して、起動し直してください。',
    home: '受付を開く',
  },
  visitExport: {
    file: '来訪記録',
    header: [
      '日時',
      'お名前',
      '会社名',
      '結果',
      '待ち時間（秒）',
      '応対した受付',
      '通話時間（秒）',
      '通話の終わり方',
      '対応状況',
      '対応の理由',
      '電話番号',
      'ご用件',
      'ご都合のよい時間',
      '対応日時',
      '対応した人',
      'メモ',
      'ご招待した受付',
    ],
    outcomes: {
      admitted: '入室',
      denied: 'お断り',
      withdrawn: '気づかれず',
      expired: '応対できず',
      'page-closed': '気づかれず（接続切れ）',
      'not-knocked': 'ノックなし',
    },
    heldOutcomes: { withdrawn: '待っている間に退出', 'page-closed': '待っている間に接続切れ' },
    callEnds: {
      'visitor-left': 'お客様が退出',
      'desk-hung-up': '受付が終了',
      'visitor-lost': 'お客様の接続が切れた',
      'desk-lost': '受付の接続が切れた',
    },
    followUps: { none: '', open: '未対応', done: '対応済み' },
    reasons: { missed: '応対できず', 'call-back-requested': '折り返しのご希望', 'call-promised': 'お電話のお約束' },
  },
}
