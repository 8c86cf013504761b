/** The sign for the door, and how it is printed, in Japanese. */
export const sign = {
  sign: {
    title: 'オンライン受付',
    how: 'QRコードを読み取り、「ノックする」を押してください。',
    phone: '電話',
    hours: '受付時間',
    lunch: '（{{span}}は昼休み）',
    holidays: '祝日は休み',
    open: '入口の案内を印刷',
    format: '大きさ',
    formats: { a4: 'A4（入口に貼る）', a6: 'A6（カウンターに置く）', card: '名刺（91×55mm）' },
    print: '印刷・PDFに保存',
    pdf: '紙に印刷するか、印刷の画面の「送信先」（プリンター）で「PDFに保存」を選びます。用紙の大きさは自動で合います。',
    incomplete: '「会社の案内」に電話番号を入れると、ここにも載ります。',
  },
} as const
