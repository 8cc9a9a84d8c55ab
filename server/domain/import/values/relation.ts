export type Relation = 'owner' | 'tenant' | 'member' | 'representative' | 'other'

/** As the card keeps and shows it. */
export const relationWord: Record<Relation, string> = {
  owner: 'собственник',
  tenant: 'наниматель',
  member: 'член семьи',
  representative: 'представитель',
  other: 'иное',
}

const stems: readonly (readonly [Relation, RegExp])[] = [
  ['representative', /представител|доверенн|опекун|попечител/],
  ['member', /^член|^(жена|муж|супруг|сын|дочь|дочка|мать|отец|мама|папа|брат|сестра|теща|тесть|зять)/],
  ['member', /^(сноха|невестка|свекр|бабушка|дедушка|внук|внучка|племян|родственн|ребенок|подопечн)/],
  ['owner', /собствен|владелец|владелица|хозя|домовладел/],
  ['tenant', /нанимател|съемщик|съёмщик|аренд|квартирант/],
  ['other', /^(ино[ей]|проче|друг|знаком|зарегистр|времен|сожител|гражданск)/],
]

/** Which of the five relations a word of a register means; null when none. */
export function parseRelation(text: string): Relation | null {
  const bare = text.trim().toLowerCase().replaceAll('ё', 'е')
  return stems.find(([, stem]) => stem.test(bare))?.[0] ?? null
}
