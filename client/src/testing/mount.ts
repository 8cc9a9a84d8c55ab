import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import type { Component } from 'vue'
import { createMemoryHistory, type Router } from 'vue-router'
import type { RouteName } from '#contracts/http.ts'
import type { Role } from '#contracts/permission.ts'
import { createAppRouter } from '../app/router.ts'
import { sessionKey } from '../app/session/session-key.ts'
import { useSessionStore } from '../entities/session/store.ts'
import type { Api } from '../realtime/api.ts'
import { ApiError } from '../realtime/api-error.ts'
import { servicesKey } from '../services.ts'
import type { Devices } from '../softphone/devices/devices.ts'
import { createShortcuts, shortcutsKey, type Shortcuts } from '../ui/keys/shortcuts.ts'
import { createFakeDevices } from './fake-devices.ts'
import { createAllTexts } from './all-texts.ts'
import { createFakePhone, type FakePhone } from './fake-phone.ts'
import { sampleSignedIn } from './samples.ts'

type Answer = (request: { params?: unknown; query?: unknown; body?: unknown }) => unknown
export type Answers = Partial<Record<RouteName, Answer>>

export interface Asked {
  name: RouteName
  request: { params?: unknown; query?: unknown; body?: unknown }
}

/** A server for pages: each route answers what the test says; others answer like a server that is away. */
export function createFakeApi(answers: Answers): { api: Api; asked: Asked[] } {
  const asked: Asked[] = []
  const api = (async (name: RouteName, request: Asked['request'] = {}) => {
    asked.push({ name, request })
    const answer = answers[name]
    if (answer === undefined) throw new ApiError('offline', 0)
    return answer(request)
  }) as Api
  return { api, asked }
}

export interface Mounted {
  wrapper: VueWrapper
  asked: Asked[]
  phone: FakePhone
  router: Router
  shortcuts: Shortcuts
  press(key: string, modifiers?: KeyboardEventInit): Promise<void>
}

export interface MountOptions {
  props?: Record<string, unknown>
  answers?: Answers
  role?: Role | null
  devices?: Devices
  path?: string
  /** Fills the stores before the component is made. */
  before?: () => void
}

/** Mounts a component as the app would: texts, stores, router, keys, and services that the test controls. */
export async function mountInApp(component: Component, options: MountOptions = {}): Promise<Mounted> {
  const pinia = createPinia()
  setActivePinia(pinia)
  const session = useSessionStore()
  if (options.role !== null) session.take(sampleSignedIn(options.role ?? 'operator'))
  options.before?.()
  const { api, asked } = createFakeApi(options.answers ?? {})
  const phone = createFakePhone()
  const shortcuts = createShortcuts()
  const texts = createAllTexts()
  const router = createAppRouter(
    () => session.signedIn,
    async () => undefined,
    createMemoryHistory(),
  )
  await router.push(options.path ?? '/')
  const wrapper = mount(component, {
    attachTo: document.body,
    ...(options.props === undefined ? {} : { props: options.props }),
    global: {
      plugins: [pinia, texts.i18n, router],
      provide: {
        [servicesKey as symbol]: {
          api,
          phone,
          devices: options.devices ?? createFakeDevices(),
          connection: {
            start: () => undefined,
            stop: () => undefined,
            roundTrip: () => Promise.resolve(12),
            beat: () => undefined,
            watch: () => undefined,
          },
        },
        [shortcutsKey as symbol]: shortcuts,
        [sessionKey as symbol]: {
          restore: () => Promise.resolve(true),
          signIn: () => Promise.resolve(sampleSignedIn()),
          signOut: () => Promise.resolve(),
        },
      },
    },
  })
  await flushPromises()
  return {
    wrapper,
    asked,
    phone,
    router,
    shortcuts,
    async press(key, modifiers = {}) {
      const target = document.activeElement ?? document.body
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers })
      Object.defineProperty(event, 'target', { value: target })
      shortcuts.handle(event)
      await flushPromises()
    },
  }
}

const nameOf = (element: Element): string => {
  const labelled = element.getAttribute('aria-labelledby')
  const label = element.id === '' ? null : document.querySelector(`label[for="${element.id}"]`)
  const text = element.cloneNode(true) as Element
  for (const hidden of text.querySelectorAll('[aria-hidden="true"]')) hidden.remove()
  return (
    element.getAttribute('aria-label') ??
    document.getElementById(labelled ?? '')?.textContent ??
    label?.textContent ??
    element.closest('label')?.textContent ??
    text.textContent ??
    ''
  )
    .replace(/\s+/g, ' ')
    .trim()
}

const selectors: Record<string, string> = {
  button: 'button',
  link: 'a[href]',
  textbox: 'input:not([type=checkbox], [type=search], [role]), textarea',
  searchbox: 'input[type=search]',
  combobox: '[role=combobox]',
  checkbox: 'input[type=checkbox]:not([role])',
  switch: '[role=switch]',
  option: '[role=option]',
  row: '[role=row], tbody tr',
  alert: '[role=alert]',
  status: '[role=status]',
  dialog: 'dialog[open]',
  heading: 'h1, h2, h3',
}

/** Elements by role and accessible name, as a person (or a screen reader) finds them. */
export const all = (role: keyof typeof selectors, name: string | RegExp = ''): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>(selectors[role] ?? role)].filter((element) =>
    typeof name === 'string' ? name === '' || nameOf(element) === name : name.test(nameOf(element)),
  )

/** The one element with this role and name; fails the test when there are none or several. */
export function one(role: keyof typeof selectors, name: string | RegExp = ''): HTMLElement {
  const found = all(role, name)
  const [first] = found
  if (first === undefined || found.length > 1) {
    const names = all(role).map(nameOf)
    throw new Error(`${found.length} of role ${role} named ${String(name)}; there are: ${names.join(' | ')}`)
  }
  return first
}

/** Types into a field like a person: the value and its input event. */
export async function type(field: HTMLElement, text: string): Promise<void> {
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    field.focus()
    field.value = text
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  await flushPromises()
}

export async function click(element: HTMLElement): Promise<void> {
  element.click()
  await flushPromises()
}
