import { Building2, ListChecks, Phone, Plus, ScrollText, User, ZapOff } from '@lucide/vue'
import { useRouter } from 'vue-router'
import type { RouteResponse } from '#contracts/http.ts'
import type { AddressHit } from '#contracts/house/address.ts'
import { formatNumber } from '../../../entities/call/number.ts'
import { useDial } from '../../../entities/phone/talk/use-dial.ts'
import { useSessionStore } from '../../../entities/session/store.ts'
import { useShutdownStore } from '../../../entities/shutdown/store.ts'
import { useTaskStore } from '../../../entities/task/store.ts'
import { useErrorText } from '../../../i18n/error-text.ts'
import { useText } from '../../../i18n/i18n.ts'
import { toApiError } from '../../../realtime/api-error.ts'
import { useServices } from '../../../services.ts'
import { useToasts } from '../../../ui/notes/toasts.ts'
import type { Line } from '../line.ts'
import { typedDigits } from '../typed.ts'

/** What a call is made of: addresses, people and numbers, each with what this person may do with it. */
export function usePlaceLines() {
  const { t } = useText()
  const router = useRouter()
  const { api, phone } = useServices()
  const { dial } = useDial()
  const session = useSessionStore()
  const tasks = useTaskStore()
  const shutdowns = useShutdownStore()
  const toasts = useToasts()
  const errorText = useErrorText()

  async function addTask({ houseId, apartmentId }: AddressHit): Promise<void> {
    try {
      const task = await api('addTask', { body: { houseId, apartmentId } })
      tasks.takeAnswer(task)
      await router.push({ path: '/console', query: { task: String(task.id) } })
    } catch (thrown) {
      toasts.show('bad', errorText(toApiError(thrown)))
    }
  }
  function happensIn(houseId: number): string {
    const open = tasks.open.filter(({ fields }) => fields.houseId === houseId).length
    const isOff = shutdowns.live.some(
      ({ status, houses }) => status === 'active' && houses.some((house) => house.houseId === houseId),
    )
    return [isOff ? t('palette.inShutdown') : '', open > 0 ? t('palette.openTasks', { n: open }, open) : '']
      .filter(Boolean)
      .join(' · ')
  }
  function ofAddress(hit: AddressHit): Line {
    const { houseId, apartmentId, text } = hit
    const id = `address ${houseId} ${apartmentId ?? ''}`
    const deed = (name: string, icon: Line['icon'], words: string, run: () => unknown): Line[] => [
      { id: `${id} ${name}`, group: 'action', icon, text: words, run },
    ]
    const mayLook = session.may('directory.see')
    const register = session.may('task.register')
      ? deed('task', Plus, t('palette.newTask', { address: text }), () => addTask(hit))
      : []
    const more = [
      ...register,
      ...(session.may('shutdown.manage')
        ? deed('shutdown', ZapOff, t('palette.newShutdown', { address: text }), () =>
            router.push({ path: '/shutdowns/new', query: { house: String(houseId) } }),
          )
        : []),
      ...(session.may('board.see')
        ? deed('board', ListChecks, t('palette.onBoard'), () =>
            router.push({ path: '/board', query: { search: text.replace(/, кв\..*$/, '') } }),
          )
        : []),
      ...(mayLook && apartmentId !== null
        ? deed('house', Building2, t('palette.openHouse'), () => router.push(`/houses/${houseId}`))
        : []),
    ]
    return {
      id,
      group: 'address',
      icon: Building2,
      text,
      note: happensIn(houseId) || undefined,
      run: mayLook
        ? () => router.push(apartmentId === null ? `/houses/${houseId}` : `/flats/${apartmentId}`)
        : (register[0]?.run ?? (() => undefined)),
      more,
    }
  }
  function ofPeople({ residents, flats }: RouteResponse<'searchResidents'>, shown: number): Line[] {
    const line = (path: string, text: string, note: string, number: string): Line => ({
      id: path,
      group: 'person',
      icon: User,
      text,
      note: [note, number === '' ? '' : formatNumber(number)].filter(Boolean).join(' · '),
      run: () => router.push(path),
      more: ofCall(number),
    })
    return [
      ...residents.map(({ id, name, address, number }) => line(`/people/${id}`, name, address, number)),
      ...flats.map(({ id, address, number }) => line(`/flats/${id}`, address, '', number)),
    ].slice(0, shown)
  }
  /** While nobody is talked to; a masked number is none. */
  function ofCall(number: string): Line[] {
    const { registration, calls } = phone.snapshot()
    const isFree = registration.state === 'registered' && calls.every(({ state }) => state === 'ended')
    if (!isFree || !session.may('call.answer') || number === '' || number.includes('*')) return []
    return [
      {
        id: `call ${number}`,
        group: 'number',
        icon: Phone,
        text: t('palette.dial', { number: formatNumber(number) }),
        run: () => dial(number),
      },
    ]
  }
  function ofNumber(typed: string): Line[] {
    const digits = typedDigits(typed)
    if (digits.length < 3) return []
    const look = (path: string, key: 'palette.allOfNumber' | 'palette.callsOfNumber'): Line => ({
      id: `number ${path}`,
      group: 'number',
      icon: ScrollText,
      text: t(key, { number: typed }),
      run: () => router.push({ path, query: { search: typed } }),
    })
    const isSeen = session.may('number.see') && digits.length >= 4
    return [
      ...ofCall(typed.replace(/[^\d+]/g, '')),
      ...(isSeen && session.may('directory.see') ? [look('/directory', 'palette.allOfNumber')] : []),
      ...(isSeen && session.may('call.log') ? [look('/log', 'palette.callsOfNumber')] : []),
    ]
  }
  return { ofAddress, ofPeople, ofNumber }
}
