import { expect, it } from 'vitest'
import { emptyTaskFields } from '#contracts/task.ts'
import { missingForRegistration } from './missing.ts'

it.each([
  ['nothing was typed', {}, ['address', 'problem']],
  ['there are words of both', { place: 'двор', text: 'яма' }, []],
  ['both are of the directory', { houseId: 1, classifierId: 2 }, []],
  ['the words are spaces', { place: ' ', text: '\n' }, ['address', 'problem']],
  ['only the problem is known', { text: 'яма' }, ['address']],
  ['only the address is known', { houseId: 1 }, ['problem']],
  [
    'a name and a number are all',
    { applicantName: 'Иванова', applicantPhone: '112' },
    ['address', 'problem'],
  ],
] as const)('when %s', (_, fields, missing) => {
  expect(missingForRegistration({ ...emptyTaskFields, ...fields })).toEqual(missing)
})
