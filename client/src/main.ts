import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { config } from 'zod'
import App from './app/App.vue'
import { texts as firstTexts } from './app/first-texts.ru.ts'
import { keepLocale, readLocale } from './app/preferences.ts'
import { createAppRouter } from './app/router.ts'
import { createSessionActions } from './app/session/session.ts'
import { sessionKey } from './app/session/session-key.ts'
import { useConnectionStore } from './entities/connection-store.ts'
// in the first chunk, which every page has: as chunks of their own they would weigh more
import './entities/call/store.ts'
import './entities/company/store.ts'
import './entities/shutdown/store.ts'
import { useOperatorStore } from './entities/operator/store.ts'
import { usePushedStore } from './entities/pushed-store.ts'
import { useSessionStore } from './entities/session/store.ts'
import { useSettingsStore } from './entities/settings/store.ts'
import { useTaskStore } from './entities/task/store.ts'
import { createTexts, textsKey } from './i18n/i18n.ts'
import { localeKey } from './i18n/locale-key.ts'
import { titlesIn } from './pages.ts'
import { createApi } from './realtime/api.ts'
import { createConnection } from './realtime/connection.ts'
import { sayClosed } from './realtime/say-closed.ts'
import { startHeartbeat } from './realtime/heartbeat.ts'
import { servicesKey, type Services } from './services.ts'
import { createPhone, phoneOff } from './softphone/create-phone.ts'
import { createWindowPhone } from './softphone/windows/window-phone.ts'
import { workerTimers } from './softphone/worker/page-worker.ts'
import { createLine } from './entities/phone/line/line.ts'
import { createDevices } from './softphone/devices/devices.ts'
import './ui/tokens.css'
import './ui/font.css'
import './ui/base.css'
import { createShortcuts, shortcutsKey } from './ui/keys/shortcuts.ts'

// Without it zod tries `new Function`, which the Content-Security-Policy forbids and reports.
config({ jitless: true })

const app = createApp(App)
const pinia = createPinia()
app.use(pinia)

const session = useSessionStore(pinia)
const pushed = usePushedStore(pinia)
const tasks = useTaskStore(pinia)
const settings = useSettingsStore(pinia)
const operators = useOperatorStore(pinia)
const connectionStore = useConnectionStore(pinia)

const api = createApi({
  fetch: (input, init) => fetch(input, init),
  csrf: session.csrf,
  onNotSignedIn: session.expire,
})
const devices = createDevices(navigator.mediaDevices, localStorage)
const services: Services = {
  devices,
  api,
  connection: createConnection({
    csrf: session.csrf,
    onJournal(state, changed) {
      pushed.take(state, changed)
      tasks.takeLeftOut(state.leftOut)
      if (state.settings !== null && (changed === null || changed.settings)) {
        settings.take(state.settings, state.settingsVersion)
      }
    },
    onLive: operators.take,
    onState: connectionStore.take,
    onSignedOut: session.expire,
    // should it fail, the next registration is refused, and the phone's page asks again
    onPhoneSecret: () =>
      void createLine(api, services.phone)
        .renew()
        .catch(() => undefined),
  }),
  phone: createWindowPhone({
    createLocal: () =>
      createPhone({
        devices,
        dialogServer: {
          save: (instance, dialogs) => api('savePhoneDialogs', { body: { instance, dialogs: [...dialogs] } }),
          find: () => api('findPhoneDialogs'),
        },
      }),
    locks: 'locks' in navigator ? navigator.locks : undefined,
    port: new BroadcastChannel('vakhta.phone'),
    newId: () => crypto.randomUUID(),
    initial: phoneOff,
  }),
}
app.provide(servicesKey, services)
startHeartbeat({
  phone: services.phone,
  timers: workerTimers(),
  send: (beat) => services.connection.beat(beat),
})
// kept alive: the page is gone before the answer
const lastApi = createApi({
  fetch: (input, init) => fetch(input, { ...init, keepalive: true }),
  csrf: session.csrf,
  onNotSignedIn: () => undefined,
})
sayClosed({
  window,
  isTalking: () => {
    const { window: holder, calls } = services.phone.snapshot()
    return holder === 'this' && calls.some(({ state }) => state === 'talking')
  },
  say: () => void lastApi('closePhonePage').catch(() => undefined),
})
const sessionActions = createSessionActions(services)
app.provide(sessionKey, sessionActions)
app.provide(shortcutsKey, createShortcuts())

const texts = createTexts(
  { ru: { ...firstTexts, ...titlesIn('ru') }, en: titlesIn('en') },
  { ru: async () => ({ texts: firstTexts }), en: () => import('./app/first-texts.en.ts') },
)
app.use(texts.i18n)
app.provide(textsKey, texts)
app.provide(localeKey, async (locale) => {
  keepLocale(locale)
  await texts.setLocale(locale)
})

async function begin(): Promise<void> {
  await Promise.all([
    texts.setLocale(readLocale()),
    // Without an answer the sign-in page opens, and says on the first attempt what is wrong.
    sessionActions.restore().catch(() => false),
    services
      .api('publicSettings')
      .then(settings.takePublic)
      .catch(() => undefined),
  ])
  app.use(
    createAppRouter(
      () => session.signedIn,
      (catalogues) => texts.load(catalogues),
    ),
  )
  app.mount('#app')
}
void begin()
