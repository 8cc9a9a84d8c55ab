import type { Directories } from '#contracts/house/directories.ts'
import type { OperatorPresence } from '#contracts/user.ts'
import { searchable } from '../../../ui/words/searchable.ts'

/** To whom a call can be given, or who can be asked first. */
export interface Target {
  /** What the phone dials. */
  address: string
  name: string
  number: string
  /** Of a colleague: what boards show of him. */
  presence: OperatorPresence | null
}

/** Of the plan of every house (Приказ Минсвязи 205): services that answer without a code. */
export const dutyNumbers = ['112', '104', '101', '102', '103'] as const
export type DutyNumber = (typeof dutyNumbers)[number]

const isThere = ({ state }: OperatorPresence): boolean => state !== 'offline' && state !== 'unreachable'

/** Colleagues who are there, the free first; then services, organisations and workers with a number. */
export function allTargets(facts: {
  colleagues: readonly OperatorPresence[]
  dutyName: (number: DutyNumber) => string
  directories: Pick<Directories, 'organisations' | 'workers'> | null
}): Target[] {
  const colleagues = facts.colleagues
    .filter(isThere)
    .toSorted((a, b) => Number(b.state === 'available') - Number(a.state === 'available'))
    .map((one) => ({ address: one.sipUsername, name: one.name, number: '', presence: one }))
  const duty = dutyNumbers.map((number) => target(facts.dutyName(number), number))
  const { organisations = [], workers = [] } = facts.directories ?? {}
  return [
    ...colleagues,
    ...duty,
    ...organisations.flatMap(({ name, phones }) => phones.map((number) => target(name, number))),
    ...workers
      .filter(({ isActive }) => isActive)
      .flatMap(({ name, profession, phones }) =>
        phones.map((number) => target(profession === '' ? name : `${name}, ${profession}`, number)),
      ),
  ]
}

const target = (name: string, number: string): Target => ({ address: number, name, number, presence: null })

const digits = (text: string): string => text.replaceAll(/\D/g, '')

/**
 * Those of which a word of the name begins with what was typed, or whose number contains it; a number of nobody's stands
 * for itself, at the end.
 */
export function matchingTargets(targets: readonly Target[], typed: string): Target[] {
  const wanted = searchable(typed.trim())
  if (wanted === '') return [...targets]
  const isNumber = /^[\d\s()+*#.-]+$/.test(wanted)
  const found = targets.filter(({ address, name, number }) =>
    isNumber
      ? digits(number).includes(digits(wanted))
      : address === wanted ||
        searchable(name)
          .split(/[\s,«»".-]+/)
          .some((word) => word.startsWith(wanted)) ||
        searchable(name).startsWith(wanted),
  )
  const isOwn = isNumber && !found.some(({ number }) => digits(number) === digits(wanted))
  return isOwn ? [...found, target(typed.trim(), typed.trim())] : found
}
