/** What the staff reads before the first visitor comes, in Japanese. */
export const firstSteps = {
  firstSteps: {
    title: 'はじめの準備',
    progress: '{{all}}つのうち{{done}}つできました',
    done: 'できました',
    allDone: 'すべてできました。いつお客様がいらしても大丈夫です。',
    putAway: 'あとにする',
    putAwayDetail: '「設定」の「はじめの準備と練習」から、いつでも続けられます。',
    bringBack: '最初の画面にまた出す',
    loading: '確かめています…',
    company: { title: '会社名と電話番号を入れる', detail: 'お客様のページに表示されます。', act: '入力する' },
    ring: {
      title: 'ノックの音を鳴らしてみる',
      detail: '機械のそばまで聞こえるか、確かめてください。',
      act: '音を鳴らす',
    },
    address: {
      title: 'お客様が開けるアドレスにする',
      detail: {
        'this-computer':
          '今は、このパソコンだけで開けます。社外のお客様も開けるアドレスは、「社外からのアドレス」の設定で作れます。',
        'local-network':
          '今は、社内の端末だけで開けます。社外のお客様も開けるアドレスは、「社外からのアドレス」の設定で作れます。',
        everywhere: '社外のお客様にも開けるアドレスです。',
      },
      act: '社外からのアドレスの設定へ',
    },
    desk: {
      title: 'もう1台でも受けられるようにする',
      detail: '事務所のパソコンや、手元のスマートフォンも一緒に鳴ります。',
      act: '受付を加える',
    },
    colleague: {
      title: '同僚にノックしてもらう',
      detail: 'お客様用アドレスを同僚に開いてもらい、ノックから通話まで試してください。',
    },
  },
  practice: {
    title: 'ひとりで練習する',
    detail:
      '「お試し」というお客様がノックします。待ってもらう、お断り、入室と通話を、本番と同じように試せます。来訪記録には残りません。',
    start: 'お試しのノック',
    withCallOuts: '表示灯やメールなど、外部への連絡も試す',
    running: 'お試しのノックが届いています。「受付」の画面でお答えください。',
    mark: '練習です（記録に残りません）',
  },
} as const
