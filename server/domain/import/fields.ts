/** What a column of a file may hold. A number of the flat belongs to nobody in it: the telephone on the wall. */
export type Field =
  | 'town'
  | 'street'
  | 'house'
  | 'building'
  | 'flat'
  | 'address'
  | 'entrance'
  | 'floor'
  | 'areaM2'
  | 'account'
  | 'livingCount'
  | 'name'
  | 'surname'
  | 'givenName'
  | 'patronymic'
  | 'relation'
  | 'livesFrom'
  | 'livesTo'
  | 'isLiving'
  | 'note'
  | 'phone'
  | 'mobilePhone'
  | 'homePhone'
  | 'workPhone'
  | 'flatPhone'

/** A person has many numbers, and files give each its column; everything else stands once. */
export const isPhoneField = (field: Field): boolean => field === 'phone' || field.endsWith('Phone')

/** Largest length of a text, as the directory's own forms allow it (contracts/house/). */
export const longest = { name: 200, account: 40, flat: 30, note: 2000, phones: 500 } as const
