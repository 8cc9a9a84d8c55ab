import { Circle, Keyboard, Moon, Pause, Play } from '@lucide/vue'
import { inject, onMounted, shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import type { PauseReason } from '#contracts/operator-state.ts'
import { useOwnState } from '../../../entities/operator/use-own-state.ts'
import { useSessionStore } from '../../../entities/session/store.ts'
import { useErrorText } from '../../../i18n/error-text.ts'
import { useText, type MessageKey } from '../../../i18n/i18n.ts'
import { shortcutsKey, type Shortcut } from '../../../ui/keys/shortcuts.ts'
import { useToasts } from '../../../ui/notes/toasts.ts'
import { setDensity, setKeysShown, setTheme } from '../../preferences.ts'
import { pageIcon } from '../../rail/page-icons.ts'
import { pagesOf } from '../../session/access.ts'
import type { Line } from '../line.ts'

const groupOrder = { page: 0, phone: 1, general: 2 } satisfies Record<Shortcut['group'], number>
const paletteLabel = 'shell.palette'

/** Pages that this person may see, and all that can be done on this page now: what stands under F1, and what has no key. */
export function useCommands(): { pages: () => Line[]; deeds: () => Line[] } {
  const { t } = useText()
  const router = useRouter()
  const session = useSessionStore()
  const shortcuts = inject(shortcutsKey, null)
  const own = useOwnState()
  const errorText = useErrorText()
  const toasts = useToasts()
  const reasons = shallowRef<readonly PauseReason[]>([])
  onMounted(async () => {
    if (session.may('call.answer') && own.shown.value !== null) reasons.value = await own.reasons()
  })
  const shownPages = pagesOf(session.signedIn?.permissions ?? [])

  const pages = (): Line[] =>
    shownPages.map(({ path, title, keys }) => ({
      id: `page ${path}`,
      group: 'page',
      icon: pageIcon(path),
      text: t(title),
      keys,
      run: () => router.push(path),
    }))

  function ofShortcuts(): Line[] {
    const titles = new Set<MessageKey>([...shownPages.map(({ title }) => title), paletteLabel])
    const byLabel = new Map<MessageKey, Shortcut>()
    // the newest of a name is the one whose key would work
    for (const shortcut of shortcuts?.list ?? [])
      if (!titles.has(shortcut.label) && shortcut.isEnabled?.() !== false)
        byLabel.set(shortcut.label, shortcut)
    return [...byLabel.values()]
      .toSorted((a, b) => groupOrder[a.group] - groupOrder[b.group])
      .map(({ keys, label, run }) => ({
        id: `deed ${label}`,
        group: 'action',
        icon: Circle,
        text: t(label),
        keys,
        run,
      }))
  }
  /** A refusal that asks something is asked by the dialog of states. */
  async function pause(reason: PauseReason): Promise<void> {
    if (await own.set({ to: 'paused', reason: reason.key, note: '', confirmed: false })) return
    if (own.error.value === null) return
    const dialog = shortcuts?.list.find(({ label }) => label === 'operator.state')
    if (own.error.value.code === 'wouldLeaveNobody' && dialog !== undefined) dialog.run()
    else toasts.show('bad', errorText(own.error.value))
  }
  function ofOwnState(): Line[] {
    const state = own.shown.value?.state
    if (state === undefined) return []
    const back: Line = {
      id: 'deed available',
      group: 'action',
      icon: Play,
      text: t('palette.toAvailable'),
      run: () => own.set({ to: 'available' }),
    }
    const pauses = reasons.value.map((reason): Line => ({
      id: `deed pause ${reason.key}`,
      group: 'action',
      icon: Pause,
      text: t('palette.pauseFor', { reason: reason.name }),
      run: () => pause(reason),
    }))
    return [...(state === 'paused' ? [back] : []), ...pauses]
  }
  const look = (label: MessageKey, icon: Line['icon'], run: () => void): Line => ({
    id: `deed ${label}`,
    group: 'action',
    icon,
    text: t(label),
    run,
  })
  const ofLook = (): Line[] => [
    look('palette.themeLight', Moon, () => setTheme('light')),
    look('palette.themeDark', Moon, () => setTheme('dark')),
    look('palette.themeSystem', Moon, () => setTheme('system')),
    look('palette.compact', Keyboard, () => setDensity('compact')),
    look('palette.comfortable', Keyboard, () => setDensity('comfortable')),
    look('palette.keysAlways', Keyboard, () => setKeysShown(true)),
    look('palette.keysHeld', Keyboard, () => setKeysShown(false)),
  ]
  return { pages, deeds: () => [...ofShortcuts(), ...ofOwnState(), ...ofLook()] }
}
