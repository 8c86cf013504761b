/** What the staff reads where something is wrong, or has to be known, in Japanese. */
export const troubles = {
  problems: {
    alertNotAsked: 'ノックの通知がまだ許可されていません。',
    allowAlerts: '通知を許可',
    alertDenied: '通知がブラウザーで止められています。アドレス欄の左のアイコンから、通知を許可してください。',
    alertUnsupported:
      'このブラウザーは通知を出せません。音と画面でお知らせしますので、この画面を開いたままにしてください。',
    alertTurnedOff: '通知がパソコンの設定（集中モードなど）で止められています。音と画面でお知らせします。',
    alertFailed: '通知を出せませんでした。音と画面でお知らせします。',
    ringNeedsGesture: '音を出すには、一度クリックが必要です。',
    turnSoundOn: '音を有効にする',
    ringOtherOutput: '選んだスピーカーが見つからないため、標準のスピーカーで鳴らしています。',
    ringFailed: 'ノックの音を鳴らせません。スピーカーを確かめてから、もう一度お試しください。',
    testRing: '音を試す',
    chooseOutput: '音の設定を開く',
  },
  alarms: {
    serverUnreachable: '{{time}} からサーバーにつながりません。ノックに気づけません。',
    serverUnreachableDetail: 'ネットワークのケーブルやWi-Fi、サーバーのパソコンの電源を確かめてください。',
    serverCannotWrite: {
      'disk-full': 'サーバーのディスクがいっぱいで、ノックを受け付けられません。',
      database: 'サーバーが記録を保存できず、ノックを受け付けられません。',
    },
    serverCannotWriteDetail: {
      'disk-full': 'サーバーのパソコンで不要なファイルを消してください。空きができると、自動で元に戻ります。',
      database: '自動で試し直しています。続くときは、サーバーのパソコンのディスクを確かめてください。',
    },
    lookAtWay: 'アドレスの設定を見る',
    lineDown: '{{time}}から、社外のお客様がアドレスを開けません。',
    lineDownDetail:
      '外のサーバーにつながりません。自動でつなぎ直しています。同じネットワークからのノックは受け付けています。',
    leadsElsewhere: '{{time}}から、お客様のアドレスがここにつながっていません。',
    leadsElsewhereDetail:
      'プロキシやトンネルが動いているか、確かめてください。くわしくは「社外からのアドレス」の設定にあります。',
    noCertificate: 'お客様がアドレスを開くと、警告が出ます。',
    certificateEnds: '{{date}}から、お客様がアドレスを開くと警告が出ます。',
    certificateDetail: '証明書が届きません。自動で申請し直しています。',
    soundLost: 'ノックの音が出ません。',
    soundLostDetail:
      'スピーカーの電源と接続を確かめ、「音を試す」で鳴ることを確かめてください。鳴れば、この警告は消えます。',
    outdated: 'アプリが古くなっています。{{date}}にバージョン{{version}}が出ています。',
    alertsBlocked: 'ノックの通知が出せません。',
    alertsBlockedDetail: {
      app: 'パソコンの設定で、通知の許可と集中モードを確かめてから、通知を試してください。',
      page: 'アドレス欄の左のアイコンから通知を許可し、パソコンの集中モードを確かめてから、通知を試してください。',
    },
  },
  notices: {
    confirm: '確認しました',
    clockJumped: 'サーバーのパソコンの時計が大きく変わりました（{{time}}）。',
    clockJumpedDetail:
      '正しいと確認できるまで、これまでの時刻（{{time}}）のまま動き、記録は消しません。パソコンの日付と時刻を確かめてください。',
    clockIsRight: '今の時計が正しい',
    entriesSetAside: '保存されていた記録や設定のうち、読み取れないもの（{{count}}件）がありました。',
    entriesSetAsideDetail:
      'ほかの記録はそのままで、読み取れないものは別に保管しています。ノックは受け付けられます。設定と端末の一覧を確かめてください。',
  },
  update: {
    install: '再起動して更新',
    loading: 'バージョン{{version}}をダウンロードしています。',
    ready: 'バージョン{{version}}の準備ができました。夜間、またはアプリを閉じたときに更新されます。',
    readyAsking: 'バージョン{{version}}の準備ができました。更新の前に、パソコンのパスワードが必要です。',
    failed: 'バージョン{{version}}をダウンロードできませんでした。数時間ごとに試し直します。',
    later: 'お待ちの方がなく、通話も終わったら更新できます。',
  },
} as const
