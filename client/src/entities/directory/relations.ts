import { PhoneKind, Relation } from '#contracts/housing.ts'
import type { MessageKey } from '../../i18n/i18n.ts'

/** A card keeps the relation as a word (server/domain/directory/relation-words.ts); an import may bring others. */
const words: Record<string, Relation> = {
  собственник: 'owner',
  наниматель: 'tenant',
  'член семьи': 'member',
  представитель: 'representative',
  другое: 'other',
}

/** Null: a word that is none of ours, shown as it is. */
export const relationOf = (word: string): Relation | null =>
  words[word] ?? Relation.safeParse(word).data ?? null

export const relationKey = (word: string): MessageKey | null => {
  const relation = relationOf(word)
  return relation === null ? null : `directory.relation_${relation}`
}
export const relations: readonly Relation[] = Relation.options
export const phoneKinds: readonly PhoneKind[] = PhoneKind.options
