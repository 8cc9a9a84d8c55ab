import { expect, it } from 'vitest'
import type { OperatorPresence } from '#contracts/user.ts'
import { allTargets, matchingTargets } from './targets.ts'

const operator = (name: string, state: OperatorPresence['state'], n: number): OperatorPresence => ({
  userId: n,
  sipUsername: `op-${n}`,
  name,
  state,
  since: '2026-11-22T10:00:00.000Z',
})
const all = allTargets({
  colleagues: [
    operator('Марина Ким', 'talking', 2),
    operator('Борис Котов', 'offline', 3),
    operator('Фёдор Маслов', 'available', 4),
  ],
  dutyName: (number) => `Служба ${number}`,
  directories: {
    organisations: [{ id: 1, name: 'Лифтсервис', kind: 'lift', note: '', phones: ['+73452551122'] }],
    workers: [
      {
        id: 1,
        name: 'Пётр Громов',
        profession: 'мастер',
        isActive: true,
        phones: ['+79220001122'],
        groupIds: [],
      },
      { id: 2, name: 'Иван Старов', profession: '', isActive: false, phones: ['+79220003344'], groupIds: [] },
    ],
  },
})

it.each([
  ['', ['op-4', 'op-2', '112', '104', '101', '102', '103', '+73452551122', '+79220001122']],
  ['ким', ['op-2']],
  ['мар', ['op-2']],
  ['фед', ['op-4']],
  ['лиф', ['+73452551122']],
  ['мастер', ['+79220001122']],
  ['104', ['104']],
  ['1122', ['+73452551122', '+79220001122', '1122']],
  ['+7 3452 20-00-00', ['+7 3452 20-00-00']],
  ['op-2', ['op-2']],
  ['старов', []],
])('by «%s» are found, the free first', (typed, addresses) => {
  expect(matchingTargets(all, typed).map(({ address }) => address)).toEqual(addresses)
})
