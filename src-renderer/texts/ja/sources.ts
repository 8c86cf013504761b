/** What the staff reads about everybody who comes from one place, in Japanese. */
export const sources = {
  fromHere: {
    open: 'ここからのノックをまとめて…',
    title: '同じところからのノック',
    count: '同じネットワークから届いているノック：{{count}}件',
    explain:
      '同じ会社の方や、同じ携帯電話回線の方が、同じところと見なされることがあります。お断りした方には、電話番号をご案内します。',
    denyAll: 'すべてお断りする（{{count}}件）',
    block: 'すべてお断りして、その後も受け付けない',
    spans: { hour: '1時間', today: '今日中', week: '7日間' },
    cancel: '何もしない',
  },
  blocks: {
    detail:
      '表示の時刻まで、同じところからのノックを受け付けません。その間にノックした方には、電話番号をご案内します。設定するには、受付画面の「お断り」の▼から「ここからのノックをまとめて…」を選びます。',
    none: '受け付けを止めている相手はありません。',
    until: '{{time}}まで',
    made: '{{time}}に{{desk}}で設定',
    lift: '受け付けを再開する',
  },
} as const
