import { describe, expect, test } from 'vitest'
import { mountInApp } from '../../testing/mount.ts'
import { sampleCall } from '../../testing/samples.ts'
import { samplePlace, twoCompanies } from '../../testing/sample-card.ts'
import HouseCompany from './HouseCompany.vue'

const text = (): string => document.body.textContent ?? ''
const show = (props: { call: object | null; place: object | null }, before = twoCompanies) =>
  mountInApp(HouseCompany, { props, before })

describe('whose caller it is', () => {
  test('a house that is served: its company in a word and in full, and nothing else', async () => {
    await show({ call: null, place: { ...samplePlace(12), companyId: 1 } })
    expect(text()).toContain('ООО «Уют»')
    expect(text()).not.toContain('Не обслуживается')
  })
  test('a contract that has ended: whom to ring, and that an emergency is taken', async () => {
    await show({ call: null, place: { ...samplePlace(12), companyId: 2 } })
    expect(text()).toMatch(/Не обслуживается: договор закончился\. .*Звонить: .*99-99-99/)
    expect(text()).toContain('Аварию примите и передайте')
  })
  test('a house that was never ours: where to ring is not known', async () => {
    await show({ call: null, place: { ...samplePlace(12), companyId: null } })
    expect(text()).toMatch(/этот дом диспетчерская не ведёт\. .*Куда звонить, не записано/)
  })
  test('the line, also where there is one company, of which it says nothing', async () => {
    const call = sampleCall({ companyId: 1, lineName: 'Лифты' })
    await show({ call, place: null }, () => undefined)
    expect(text().trim()).toBe('Линия: Лифты')
  })
  test('no address yet: what the call itself says, and of an unknown number nothing', async () => {
    await show({ call: sampleCall({ companyId: 2, notServed: 'ended' }), place: null })
    expect(text()).toContain('Не обслуживается')
    document.body.innerHTML = ''
    await show({ call: sampleCall(), place: null })
    expect(text().trim()).toBe('')
  })
})
