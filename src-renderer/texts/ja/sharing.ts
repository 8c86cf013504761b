/** What is shown in a call: what one shows, and a large picture of the visitor's; in Japanese. */
export const sharing = {
  stage: {
    tools: '画面の大きさ',
    fullScreen: '全画面',
    leaveFullScreen: '全画面をやめる',
    enlarge: '拡大',
    reduce: '縮小',
    whole: '全体を表示',
    menu: 'メニュー',
    hideFaces: '顔を隠す',
    showFaces: '顔を出す',
    part: 'お客様の部品',
  },
  picker: {
    title: '何を見せますか',
    detail: '選んだものだけがお客様に見えます。',
    screens: '画面全体',
    windows: 'ウィンドウ',
    looking: '画面とウィンドウを探しています…',
    none: '共有できる画面が見つかりません。',
    cancel: 'キャンセル',
  },
} as const
