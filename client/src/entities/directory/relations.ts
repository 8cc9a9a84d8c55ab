import { PhoneKind, Relation } from '#contracts/housing.ts'
import type { MessageKey } from '../../i18n/i18n.ts'

/** Relations are keys of the contract; cards that were imported may hold words of their own, shown as they are. */
export const relationKey = (relation: string): MessageKey | null => {
  const known = Relation.safeParse(relation)
  return known.success ? `directory.relation_${known.data}` : null
}
export const relations: readonly Relation[] = Relation.options
export const phoneKinds: readonly PhoneKind[] = PhoneKind.options
