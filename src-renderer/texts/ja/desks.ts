/** What desks are called, and the question for it. */
export const deskName = {
  devices: { computer: 'パソコン', phone: 'スマホ', tablet: 'タブレット' },
  choices: { office: '事務所', workshop: '加工場', phone: 'スマホ' },
  title: 'この受付を何と呼びますか',
  detail: 'ほかの受付や来訪記録に、「誰が応対したか」として表示されます。あとから「設定」でいつでも変えられます。',
  choose: 'この名前にする',
  keep: '「{{name}}」のままにする',
  taken: '「{{name}}」という受付はもうあります。「{{free}}」なら見分けられます。',
}

/** The settings of desks: who they are, what they may do, how they come in, and what their owners did. */
export const desks = {
  ownersOnly: '変更できるのは管理者の受付だけです。管理者の受付で行ってください。',
  roles: {
    owner: '管理者',
    desk: '受付のみ',
    make: { owner: '管理者にする', desk: '管理者から外す' },
  },
  audit: {
    title: '操作の記録',
    detail:
      '受付の追加や設定の変更、来訪記録の書き出しなどと、通話用リンクや受け付けの停止を、それぞれ最近の500件まで残します。',
    none: 'まだありません。',
    byStart: '起動時のリンクから',
    more: 'すべて表示',
    acts: {
      paired: '{{name}}を加えました',
      revoked: '{{name}}を外しました',
      left: '{{name}}が自分でペアリングを解除しました',
      renamed: '受付の名前を{{name}}に変えました',
      'role-owner': '{{name}}を管理者にしました',
      'role-desk': '{{name}}を管理者から外しました',
      'put-out': 'ほかの受付をすべて外しました（{{number}}台）',
      'profile-set': '会社の情報を変えました',
      'rules-set': '受付時間・返事・呼び出し・保存日数の設定を変えました',
      'call-outs-set': '外部への連絡を変えました',
      'visits-erased': '来訪記録を消しました（{{number}}件）',
      'visits-exported': '来訪記録を書き出しました',
      'copy-asked': 'すべてのデータのコピーを求めました',
      'newcomer-refused': '{{name}}を加えませんでした',
      'invitation-made': '通話用リンクを作りました（{{time}}まで有効）',
      'invitation-revoked': '通話用リンクを取り消しました',
      'block-made': '同じところからのノックを、{{time}}まで受け付けないことにしました',
      'block-lifted': '受け付けを止めていたところからのノックを、再び受け付けます',
    },
  },
  desks: {
    detail: 'パソコンやスマートフォンを受付として加えると、すべてが一緒に鳴り、最初に応対した受付が通話します。',
    none: 'ペアリングした端末はまだありません。',
    unnamed: '名前のない受付',
    connected: '接続中',
    neverSeen: 'まだ接続していません',
    lastSeen: '最後の接続 {{time}}',
    rename: '名前を変える',
    revoke: '外す',
    onlyOwner: '管理者はこの受付だけなので、外せません。先にほかの受付を管理者にしてください。',
    revokeSure: '{{name}}を外しますか。すぐに受付として使えなくなり、戻すにはもう一度ペアリングが必要です。',
    revokeNow: '受付から外す',
    pair: '受付を加える',
    how: '加えたい端末でQRコードを読み取るか、リンクを開いてください。',
    left: 'あと {{time}} で期限が切れます。',
    onlyOnce: '1台に1回だけ使えます。社外の方には渡さないでください。',
    loopback:
      'このリンクはこのパソコンの中だけで開けます。ほかの端末を加えるには、「ネットワーク」で社内のネットワークに開いてください。',
    copy: 'ペアリング用リンクをコピー',
    qr: 'ペアリング用のQRコード',
    expired: 'リンクの期限が切れました。',
    renew: '新しいリンクを作る',
    added: '{{name}}が加わりました。',
    putOut: 'ほかの受付をすべて外す',
    putOutSure:
      'この受付以外をすべて外しますか。通話中でもすぐに使えなくなり、未使用のペアリング用リンクも無効になります。戻すには1台ずつペアリングし直してください。',
    putOutNow: '今すぐすべて外す',
  },
  newcomers: {
    title: '{{name}}が加わろうとしています',
    detail:
      '新しい端末に同じ番号が出ていますか。違うときは、ほかの人がリンクを使っています。「いいえ」を押してください。',
    yes: 'はい、加えます',
    no: 'いいえ',
    look: '番号を見くらべる',
  },
}
