import { expect, test } from 'vitest'
import { defineComponent, h, ref, type Component } from 'vue'
import { ApiError } from '../../realtime/api-error.ts'
import { all, click, mountInApp, one, type } from '../../testing/mount.ts'
import FormDialog from './FormDialog.vue'
import ListPage from './ListPage.vue'
import PageDrawer from './PageDrawer.vue'
import SearchBar from './SearchBar.vue'

/** What became of the page; the tests look at it. */
const told = ref<string[]>([])
const tell = (what: string): void => void told.value.push(what)

const listPage = (over: Record<string, unknown>): Component =>
  defineComponent({
    setup: () => () =>
      h(
        ListPage,
        {
          hasRows: true,
          isOpen: false,
          isLoading: false,
          error: null,
          retry: () => tell('retry'),
          empty: { title: 'Пусто' },
          onClose: () => tell('close'),
          ...over,
        },
        {
          bar: ({ titleId }: { titleId: string }) =>
            h(SearchBar, {
              titleId,
              title: 'Журнал',
              label: 'log.search',
              text: 'Ленина',
              onSearch: (text: string) => tell(`search ${text}`),
            }),
          default: () => h('p', 'строки'),
          drawer: () =>
            h(
              PageDrawer,
              { label: 'Подробности', title: '№ 5', onClose: () => tell('drawer') },
              () => 'всё о нём',
            ),
        },
      ),
  })
const mountList = (over: Record<string, unknown> = {}) => {
  told.value = []
  return mountInApp(listPage(over), { path: '/log', role: 'supervisor' })
}

test('F3 goes into the search with its text selected; what is typed is told', async () => {
  const page = await mountList()
  const field = one('searchbox')
  if (!(field instanceof HTMLInputElement)) throw new Error('The search is no input')
  field.setSelectionRange(2, 2)
  await page.press('F3')
  // a browser takes the focus there with the selection (happy-dom does not)
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, 'Ленина'.length])
  await type(field, 'Мира')
  expect(told.value).toEqual(['search Мира'])
})

test('the list is named by its heading', async () => {
  await mountList()
  const name = one('section').getAttribute('aria-labelledby') ?? ''
  expect(document.getElementById(name)?.textContent).toBe('Журнал')
})

test('Esc closes what is open, and nothing where nothing is', async () => {
  const shut = await mountList()
  await shut.press('Escape')
  expect(told.value).toEqual([])
  shut.wrapper.unmount()
  const open = await mountList({ isOpen: true })
  await open.press('Escape')
  await click(one('button', 'Закрыть'))
  expect(told.value).toEqual(['close', 'drawer'])
})

test('no rows: it waits, says so, or says what failed and asks again', async () => {
  const waits = await mountList({ hasRows: false, isLoading: true })
  expect(one('status').textContent).toContain('Загружаю')
  waits.wrapper.unmount()
  const empty = await mountList({ hasRows: false })
  expect(document.body.textContent).toContain('Пусто')
  empty.wrapper.unmount()
  await mountList({ hasRows: false, error: new ApiError('offline', 0) })
  expect(document.body.textContent).not.toContain('Пусто')
  await click(one('button', 'Повторить'))
  expect(told.value).toEqual(['retry'])
})

const dialog = (over: Record<string, unknown>): Component =>
  defineComponent({
    setup: () => () =>
      h(
        FormDialog,
        {
          title: 'Завершить',
          action: 'common.save',
          isBusy: false,
          error: null,
          onSave: () => tell('save'),
          ...over,
        },
        () => h('input', { type: 'text' }),
      ),
  })

test('a small form begins in its first field and is saved by Enter', async () => {
  told.value = []
  await mountInApp(dialog({}))
  expect(document.activeElement).toBe(one('textbox'))
  one('form').dispatchEvent(new Event('submit', { cancelable: true }))
  expect(told.value).toEqual(['save'])
  expect(one('button', 'Сохранить').getAttribute('type')).toBe('submit')
})

test('a careful one has no button that Enter presses: it takes Ctrl+Enter', async () => {
  told.value = []
  const page = await mountInApp(dialog({ isCareful: true }))
  expect(all('button').filter((button) => button.getAttribute('type') === 'submit')).toEqual([])
  await page.press('Enter', { ctrlKey: true })
  expect(told.value).toEqual(['save'])
})
