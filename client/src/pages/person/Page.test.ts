import { describe, expect, test } from 'vitest'
import type { Role } from '#contracts/permission.ts'
import { all, click, mountInApp, one, type, type Answers } from '../../testing/mount.ts'
import { samplePerson } from '../../testing/sample-house.ts'
import Page from './Page.vue'

const mountPerson = (answers: Answers = {}, role: Role = 'dispatcher') =>
  mountInApp(Page, { path: '/people/11', role, answers: { getResident: () => samplePerson(), ...answers } })

describe('person page', () => {
  test('flats and numbers lead on', async () => {
    await mountPerson()
    expect(one('heading', 'Иванов Иван Иванович')).toBeTruthy()
    expect(all('link', 'ул. Республики, 5, кв. 12').map((link) => link.getAttribute('href'))).toEqual([
      '/flats/12',
      '/flats/12',
    ])
    expect(document.body.textContent).toContain('собственник')
    expect(document.body.textContent).toContain('+7 912 345-67-01')
  })

  test('a note is saved alone', async () => {
    const page = await mountPerson({ changeResident: () => samplePerson({ note: 'Плохо слышит' }) })
    await type(one('textbox', 'Заметка'), 'Плохо слышит')
    await click(one('button', 'Сохранить'))
    expect(page.asked.at(-1)).toEqual({
      name: 'changeResident',
      request: { params: { id: 11 }, body: { note: 'Плохо слышит' } },
    })
  })

  test('a name of two letters is none', async () => {
    const page = await mountPerson()
    await type(one('textbox', 'Фамилия, имя, отчество'), 'Ян')
    await click(one('button', 'Сохранить'))
    expect(one('alert').textContent).toContain('хотя бы три буквы')
    expect(page.asked.some((ask) => ask.name === 'changeResident')).toBe(false)
  })

  test('who may only look changes nothing', async () => {
    await mountPerson({}, 'operator')
    expect(all('button', 'Сохранить')).toEqual([])
    expect(all('button', /^Забыть/)).toEqual([])
  })
})
