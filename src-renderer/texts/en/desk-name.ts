/** What desks are called, and the question for it. */
export const deskName = {
  devices: { computer: 'Computer', phone: 'Phone', tablet: 'Tablet' },
  choices: { office: 'Office', workshop: 'Workshop', phone: 'Phone' },
  title: 'What is this desk called?',
  detail: 'Other desks and the visit log show it as who answered. You can change it any time in Settings.',
  choose: 'Use this name',
  keep: 'Keep “{{name}}”',
  taken: 'There is a desk called “{{name}}” already. “{{free}}” would tell them apart.',
}
