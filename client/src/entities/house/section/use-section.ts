import { computed, watch, type ComputedRef } from 'vue'
import type { HouseSection } from '#contracts/house/section.ts'
import type { Task } from '#contracts/task.ts'
import { useServices } from '../../../services.ts'
import { useNow } from '../../../ui/use-now.ts'
import { useRequest, type Request } from '../../../use-request.ts'
import { useClassifierStore } from '../../classifier/store.ts'
import { useShutdownStore } from '../../shutdown/store.ts'
import { useTaskStore } from '../../task/store.ts'
import { aboutOf, callersNow, openTasksNow, type About } from './marks.ts'

export interface LiveSection {
  request: Request<HouseSection>
  /** Of the house that the card names now. */
  section: ComputedRef<HouseSection | null>
  about: ComputedRef<About | null>
  callers: ComputedRef<ReadonlyMap<number, string>>
  openTasks: ComputedRef<readonly Task[]>
  load(): void
}

/** The section of the task's house: read once, kept up by what is pushed; read again when a shutdown of it moves. */
export function useSection(task: () => Task): LiveSection {
  const { api } = useServices()
  const tasks = useTaskStore()
  const shutdowns = useShutdownStore()
  const classifier = useClassifierStore()
  const now = useNow()
  const request = useRequest<HouseSection>()
  const houseId = computed(() => task().fields.houseId)
  const entries = computed(() => classifier.entries ?? [])
  const section = computed(() => (request.data.value?.id === houseId.value ? request.data.value : null))
  const about = computed(() => aboutOf(task().fields, entries.value, shutdowns.live))
  const minute = computed(() => Math.floor(now.value / 60_000) * 60_000)
  const callers = computed(
    () =>
      section.value &&
      callersNow(section.value, tasks.byId.values(), {
        own: task(),
        about: about.value,
        entries: entries.value,
        now: minute.value,
      }),
  )
  const load = (): void => {
    const id = houseId.value
    if (id === null) request.reset()
    else void request.run((signal) => api('getHouseSection', { params: { id } }, signal))
  }
  // who was told of a shutdown is in no task: its count says that there is somebody new
  const shutdownsHere = computed(() =>
    [...shutdowns.byId.values()]
      .filter(({ houses }) => houses.some((house) => house.houseId === houseId.value))
      .map(({ id, version, callerCount }) => `${id}.${version}.${callerCount}`)
      .join(),
  )
  watch([houseId, shutdownsHere], load, { immediate: true })
  classifier.load(api).catch(() => undefined)
  return {
    request,
    section,
    about,
    callers: computed(() => callers.value ?? new Map<number, string>()),
    openTasks: computed(() =>
      section.value === null ? [] : openTasksNow(section.value, tasks.byId, task().id),
    ),
    load,
  }
}
