import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Call } from '#contracts/call.ts'
import type { Shutdown } from '#contracts/shutdown.ts'
import type { Task } from '#contracts/task.ts'
import { useCallStore } from '../../../entities/call/store.ts'
import { useSessionStore } from '../../../entities/session/store.ts'
import { useTaskStore } from '../../../entities/task/store.ts'
import { isTextField } from '../../../ui/keys/keys.ts'
import { cardToOpen, isPassedOver } from '../console.ts'
import { useMyCall } from './use-my-call.ts'

/** What became of the matter whose card is open; the card stays, so that the talk goes on before it. */
export type Outcome =
  | { kind: 'registered' }
  | { kind: 'joined'; into: Task }
  | { kind: 'told'; shutdown: Shutdown; wantsNotice: boolean }

/** Which card is open, why, and which one may be opened again. */
export function useOpenCard() {
  const route = useRoute()
  const router = useRouter()
  const tasks = useTaskStore()
  const calls = useCallStore()
  const session = useSessionStore()
  const mine = useMyCall()
  const outcome = shallowRef<Outcome | null>(null)
  /** The last one that was put away, until another takes its place. */
  const last = shallowRef<{ task: Task; outcome: Outcome | null } | null>(null)
  /** Something was typed in the open card: it is not pushed aside, nor put away unasked. */
  const isTyped = ref(false)
  /** The card that the ring opened, as long as it is only that. */
  const rungId = ref<number | null>(null)
  const outgoing = shallowRef<Call | null>(null)

  const selectedId = computed(() => {
    const id = Number(route.query['task'])
    return Number.isInteger(id) && id > 0 ? id : null
  })
  /** The task whose card is open; kept after it left the journal, so that nothing vanishes under the hand. */
  const selected = shallowRef<Task | null>(null)
  watch(
    () => (selectedId.value === null ? undefined : tasks.byId.get(selectedId.value)),
    (task) => {
      // what is registered already has no form to fill
      if (task && selected.value?.id !== task.id && task.number !== null)
        outcome.value = { kind: 'registered' }
      if (task !== undefined) selected.value = task
      else if (selected.value?.id !== selectedId.value) selected.value = null
    },
    { immediate: true },
  )

  function select(id: number | null): Promise<unknown> {
    if (selected.value !== null && selected.value.id !== id)
      last.value = { task: selected.value, outcome: outcome.value }
    outcome.value = null
    outgoing.value = null
    isTyped.value = false
    rungId.value = null
    return router.replace({ query: id === null ? {} : { task: String(id) } })
  }
  async function reopen(): Promise<void> {
    const { value } = last
    if (value === null) return
    await select(value.task.id)
    selected.value ??= value.task
    outcome.value = value.outcome
  }
  function end(what: Outcome): void {
    outcome.value = what
    isTyped.value = false
  }

  const isWriting = (): boolean =>
    document.querySelector('dialog[open]') !== null || (isTyped.value && isTextField(document.activeElement))
  const offered = shallowRef<Task | null>(null)
  watch(
    () => [mine.task.value?.id, mine.now.value.talking?.id] as const,
    () => {
      const { open, offer } = cardToOpen(mine.task.value, selectedId.value, isWriting())
      offered.value = offer === null ? null : mine.task.value
      if (open === null) return
      void select(open)
      if (mine.now.value.talking === null) rungId.value = open
    },
    { immediate: true },
  )
  watch(selectedId, (id) => {
    if (offered.value?.id === id) offered.value = null
  })
  // the call went to a colleague, or its caller gave up: who only saw it ring keeps nothing of it
  watch(
    () => {
      const { value: task } = selected
      const call = calls.byId.get(task?.callIds[0] ?? '')
      return (
        task !== null &&
        task.id === rungId.value &&
        isPassedOver(task, call, { userId: session.user?.id, sipUsername: session.user?.sipUsername })
      )
    },
    (isGone) => {
      if (isGone && !isTyped.value) void select(null)
    },
  )
  // once a call: what was put away stays so, whatever comes of the call
  watch(
    () => mine.outgoing.value?.id,
    () => {
      const { value: call } = mine.outgoing
      if (call === null) return
      if (selectedId.value === null || (outcome.value !== null && !isWriting())) {
        if (selectedId.value !== null) void select(null)
        outgoing.value = call
      }
    },
  )
  return {
    selectedId,
    selected,
    outcome,
    last,
    isTyped,
    outgoing,
    offered,
    mine,
    select,
    reopen,
    end,
    isWriting,
  }
}
