import { PhoneKind, Relation } from '#contracts/house/resident.ts'
import { relationWords } from '#domain/house/relation-words.ts'
import type { MessageKey } from '../../i18n/i18n.ts'

/** A card keeps the relation as a word, and an import may bring others. Null: none of ours, shown as it is. */
export const relationOf = (word: string): Relation | null =>
  Relation.options.find((relation) => relation === word || relationWords[relation] === word) ?? null

export const relationKey = (word: string): MessageKey | null => {
  const relation = relationOf(word)
  return relation === null ? null : `directory.relation_${relation}`
}
export const relations: readonly Relation[] = Relation.options
export const phoneKinds: readonly PhoneKind[] = PhoneKind.options
