import { expect, test, vi } from 'vitest'
import Board from '../../pages/board/Page.vue'
import { usePushedStore } from '../pushed-store.ts'
import { all, mountInApp } from '../../testing/mount.ts'
import { sampleCompany, twoCompanies } from '../../testing/sample-card.ts'
import { sampleTask } from '../../testing/samples.ts'

const withTask = (companies: () => void) => () => {
  companies()

  usePushedStore()
    .of('task')
    .takeAnswer(sampleTask({ id: 3, status: 'new', number: '26-000003', companyId: 2 }))
}

test('several companies: the board has a choice of them, and a row says whose it is', async () => {
  await mountInApp(Board, { path: '/board', role: 'dispatcher', before: withTask(twoCompanies) })
  await vi.waitFor(() => {
    expect(all('option').map((option) => option.textContent?.trim())).not.toContain('')
    expect(document.body.textContent).toContain('Дом')
    expect([...document.querySelectorAll('option')].map(({ text }) => text)).toContain('Уют')
  })
})

test('one company: not a word of it', async () => {
  const one = (): void => usePushedStore().of('company').takeAnswer(sampleCompany())
  await mountInApp(Board, { path: '/board', role: 'dispatcher', before: withTask(one) })
  expect(document.body.textContent).not.toContain('Уют')
})
