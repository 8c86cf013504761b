/** What the staff reads about a copy of everything, in Japanese. */
export const copy = {
  title: 'すべての記録の控え',
  detail:
    '来訪記録・設定・端末の一覧を、1つのファイルに保存します。パソコンが壊れても、控えから元に戻せます（サーバーのパソコンで konkon restore）。',
  save: '保存する',
  saving: '保存しています… {{percent}}%',
  safe: '控えには、お客様のお名前や秘密の情報も入っています。ほかの人が開けない場所に、大切に保管してください。別のパソコンに戻すときは、外部への連絡のパスワードを入れ直してください。',
} as const
