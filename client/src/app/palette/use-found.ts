import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { RouteResponse } from '#contracts/http.ts'
import { readings } from '#domain/house/address/keyboard.ts'
import { useSessionStore } from '../../entities/session/store.ts'
import { ApiError } from '../../realtime/api-error.ts'
import { useServices } from '../../services.ts'
import { typedDigits } from './typed.ts'

/** Letters of one word follow one another faster than this. */
const pauseMs = 40
const shownTasks = 6

export interface Found {
  hits: RouteResponse<'searchAddresses'>['hits']
  people: RouteResponse<'searchResidents'>
  tasks: RouteResponse<'listTasks'>['tasks']
}
const nothing: Found = { hits: [], people: { residents: [], flats: [] }, tasks: [] }

/** What the server knows of the typed text, of all that this person may search: one answer, the old one until then. */
export function useFound(typed: Ref<string>) {
  const { api } = useServices()
  const session = useSessionStore()
  const found = shallowRef<Found>(nothing)
  const isPending = ref(false)
  const isAway = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let current: AbortController | null = null

  async function ask(text: string, signal: AbortSignal): Promise<Found> {
    const isNumber = typedDigits(text) !== ''
    // people and tasks are written in Russian; the search of addresses reads a keyboard in English by itself
    const search = readings(text)[0] ?? text
    const isLong = search.length >= 3
    const [hits, people, tasks] = await Promise.all([
      session.may('task.register') && !isNumber
        ? api('searchAddresses', { query: { search: text } }, signal)
        : nothing,
      session.may('directory.see') && isLong
        ? api('searchResidents', { query: { search } }, signal)
        : nothing.people,
      session.may('board.see') && isLong
        ? api('listTasks', { query: { search, limit: shownTasks } }, signal)
        : nothing,
    ])
    return { hits: hits.hits, people, tasks: tasks.tasks }
  }
  async function run(text: string): Promise<void> {
    const mine = new AbortController()
    current = mine
    try {
      const answer = await ask(text, mine.signal)
      if (current === mine) found.value = answer
      isAway.value = false
    } catch (thrown) {
      if (current !== mine) return
      found.value = nothing
      isAway.value = thrown instanceof ApiError && thrown.code === 'offline'
    } finally {
      if (current === mine) isPending.value = false
    }
  }
  const stop = (): void => {
    clearTimeout(timer)
    current?.abort()
    current = null
  }
  watch(typed, (next) => {
    stop()
    const text = next.trim().slice(0, 120)
    isPending.value = text.length >= 2
    if (isPending.value) timer = setTimeout(() => void run(text), pauseMs)
    else found.value = nothing
  })
  onScopeDispose(stop)
  return { found, isPending, isAway }
}
