import type { Directories } from '#contracts/house/directories.ts'
import { useText } from '../../i18n/i18n.ts'
import type { Entry } from './kinds.ts'

/** How an entry is called in a list, and what stands quietly beside it. */
export function useEntryText(directories: () => Directories) {
  const { t } = useText()
  const housesOf = (n: number): string => t('directory.housesN', { n }, n)

  function noteOf(one: Entry): string {
    switch (one.kind) {
      case 'streets':
        return one.entry.town
      case 'microdistricts':
        return housesOf(one.entry.houses)
      case 'supply-points': {
        const houses = new Set(one.entry.houses.map((house) => house.houseId)).size
        const organisation = directories().organisations.find(
          (known) => known.id === one.entry.organisationId,
        )
        return [t(`directory.${one.entry.kind}`), housesOf(houses), organisation?.name ?? '']
          .filter((part) => part !== '')
          .join(' · ')
      }
      case 'organisations':
        return [t(`directory.organisation_${one.entry.kind}`), ...one.entry.phones].join(' · ')
      case 'workers': {
        const groups = directories().groups.filter((group) => one.entry.groupIds.includes(group.id))
        return [
          one.entry.profession,
          ...groups.map((group) => group.name),
          ...one.entry.phones,
          one.entry.isActive ? '' : t('directory.inactive'),
        ]
          .filter((part) => part !== '')
          .join(' · ')
      }
      case 'worker-groups':
        return one.entry.categories.join(', ')
      case 'towns':
        return ''
    }
  }
  const nameOf = (one: Entry): string =>
    one.kind === 'streets' ? `${one.entry.kind} ${one.entry.name}`.trim() : one.entry.name
  return { nameOf, noteOf }
}
