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
