import { describe, expect, test, vi } from 'vitest'
import { emptyTaskFields } from '#contracts/task.ts'
import { all, click, mountInApp, one, type } from '../../../testing/mount.ts'
import { sampleEntry } from '../../../testing/samples.ts'
import AddressField from './AddressField.vue'
import ProblemField from './ProblemField.vue'

const mountAddress = (houseId: number | null) =>
  mountInApp(AddressField, {
    props: { fields: { ...emptyTaskFields, houseId }, text: '' },
    answers: {
      searchAddresses: () => ({
        hits: [{ houseId: 1, apartmentId: 12, text: 'ул. Республики, 5, кв. 12а' }],
      }),
    },
  })

describe('address field', () => {
  test.each([
    ['with the house known a flat alone is searched in it', 1, { search: '12а', houseId: 1 }],
    ['without a house the text stands for itself', null, { search: '12а' }],
  ])('%s', async (_, houseId, query) => {
    const page = await mountAddress(houseId)
    await type(one('combobox'), '12а')
    await vi.waitFor(() => expect(page.asked.at(-1)).toEqual({ name: 'searchAddresses', request: { query } }))
    await vi.waitFor(() => expect(one('option').textContent).toBe('ул. Республики, 5, кв. 12а'))
    await click(one('option'))
    expect(page.wrapper.emitted('choose')?.[0]).toEqual([
      { houseId: 1, apartmentId: 12, text: 'ул. Республики, 5, кв. 12а' },
    ])
  })
})

describe('problem field', () => {
  test('what is out of use is not offered, and stays readable where it was chosen', async () => {
    await mountInApp(ProblemField, {
      props: { fields: { ...emptyTaskFields, classifierId: 8 } },
      answers: {
        listClassifier: () => ({
          entries: [sampleEntry(), sampleEntry({ id: 8, problem: 'Старая проблема', isActive: false })],
        }),
      },
    })
    expect(one('combobox')).toHaveProperty('value', 'Старая проблема (Водоснабжение)')
    await click(one('combobox'))
    expect(all('option').map((option) => option.textContent)).toEqual([
      expect.stringContaining('Прорыв или течь стояка'),
    ])
  })

  test('what was chosen for such words before stands first, and its words are kept', async () => {
    const page = await mountInApp(ProblemField, {
      props: { fields: { ...emptyTaskFields } },
      answers: {
        listClassifier: () => ({
          entries: [
            sampleEntry({ id: 7, problem: 'Течь трубы' }),
            sampleEntry({ id: 8, problem: 'Трубы гудят' }),
          ],
        }),
        listProblemChoices: () => ({ choices: [{ word: 'труб', classifierId: 8, count: 3 }] }),
      },
    })
    await vi.waitFor(async () => {
      await type(one('combobox'), 'трубы')
      expect(all('option')[0]?.textContent).toContain('Трубы гудят')
    })
    await click(all('option')[0] ?? document.body)
    expect(page.wrapper.emitted('choose')?.[0]).toEqual([expect.objectContaining({ id: 8 }), 'трубы'])
  })
})
