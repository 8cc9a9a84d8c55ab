import { expect, test, vi } from 'vitest'
import { usePushedStore } from '../../../entities/pushed-store.ts'
import { mountInApp } from '../../../testing/mount.ts'
import { sampleCompany } from '../../../testing/sample-card.ts'
import { sampleHouse, sampleShutdown } from '../../../testing/sample-shutdown.ts'
import NoticePage from './NoticePage.vue'

const houses = [1, 2].map((houseId) => ({ houseId, via: 'house' as const, entrances: null }))
async function sheets(companies: readonly Partial<ReturnType<typeof sampleCompany>>[]): Promise<string[]> {
  document.body.innerHTML = ''
  await mountInApp(NoticePage, {
    path: '/shutdowns/5/notice',
    role: 'dispatcher',
    before: () => {
      for (const company of companies) usePushedStore().of('company').takeAnswer(sampleCompany(company))
    },
    answers: {
      getShutdown: () => ({
        shutdown: sampleShutdown({ houses }),
        houses: houses.map((house) => ({
          ...house,
          ...{ address: '', flats: 1, living: 1, companyId: Math.min(house.houseId, companies.length) },
        })),
      }),
      listHouses: () => ({ houses: [1, 2].map((id) => sampleHouse(id, { entrances: 1 })) }),
    },
  })
  await vi.waitFor(() => expect(document.querySelectorAll('.sheet')).toHaveLength(2))
  return [...document.querySelectorAll('.sheet')].map(({ textContent }) => textContent ?? '')
}

test('each house has its notice under the head and the name of its company', async () => {
  const [first, second] = await sheets([
    { id: 1, name: 'ООО «Уют»' },
    { id: 2, name: 'ТСЖ «Дом»', printHeader: 'ТСЖ «Дом»\nул. Мира, 3' },
  ])
  expect(first).toContain('ООО «Уют»')
  expect(first).not.toContain('Дом»')
  expect(second).toMatch(/^ТСЖ «Дом»\nул. Мира, 3/)
  expect(second).not.toContain('Уют')
})

test('one company: the name of the installation, as before', async () => {
  const [first] = await sheets([{ id: 1, name: 'ООО «Уют»' }])
  expect(first).not.toContain('Уют')
})
