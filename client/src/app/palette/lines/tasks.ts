import { ArrowRight } from '@lucide/vue'
import { h } from 'vue'
import { useRouter } from 'vue-router'
import { numberKey } from '#domain/call/number-key.ts'
import { problemOf } from '#domain/task/classifier-name.ts'
import { isUnregistered, mayMoveFrom, movesOf, needsReason, type MoveTarget } from '#domain/task/states.ts'
import type { Task } from '#contracts/task.ts'
import { useSessionStore } from '../../../entities/session/store.ts'
import StateGlyph from '../../../entities/task/StateGlyph.vue'
import { useTaskStore } from '../../../entities/task/store.ts'
import { useErrorText } from '../../../i18n/error-text.ts'
import { useText } from '../../../i18n/i18n.ts'
import { toApiError } from '../../../realtime/api-error.ts'
import { useServices } from '../../../services.ts'
import { useToasts } from '../../../ui/notes/toasts.ts'
import type { Line } from '../line.ts'
import { fit, numberAmong, typedDigits, waysToRead } from '../typed.ts'
import { searchable } from '../../../ui/words/searchable.ts'

const shown = 4
/** `ask`: a move that owes a reason is asked for it, once the palette has gone. */
export function useTaskLines(ask: (task: Task, to: MoveTarget) => void) {
  const { t } = useText()
  const router = useRouter()
  const { api } = useServices()
  const session = useSessionStore()
  const tasks = useTaskStore()
  const toasts = useToasts()
  const errorText = useErrorText()

  async function move(task: Task, to: MoveTarget, note = ''): Promise<void> {
    const { version } = tasks.byId.get(task.id) ?? task
    const moved = await api('moveTask', { params: { id: task.id }, body: { version, to, note } })
    tasks.takeAnswer(moved)
    toasts.show('good', t('move.moved', { number: moved.number ?? '', status: t(`task.${moved.status}`) }))
  }
  const attempt = (task: Task, to: MoveTarget): Promise<void> =>
    move(task, to).catch((thrown: unknown) => toasts.show('bad', errorText(toApiError(thrown))))

  function movesAsLines(task: Task): Line[] {
    const { user } = session
    if (user === null || !session.may('task.dispatch') || !mayMoveFrom(task.status, user.role)) return []
    return movesOf(task.status).map((to) => ({
      id: `task ${task.id} ${to}`,
      group: 'action',
      icon: ArrowRight,
      text: t('palette.moveTask', { move: t(`move.${to}`), number: task.number ?? '' }),
      note: task.address,
      run: () => (needsReason(to) ? ask(task, to) : attempt(task, to)),
    }))
  }
  function lineOf(task: Task): Line {
    const { problem } = problemOf(task.classifierName)
    const what = problem || task.fields.text || t('task.noProblem')
    const isDraft = isUnregistered(task.status) && session.may('task.register')
    return {
      id: `task ${task.id}`,
      group: 'task',
      icon: () => h(StateGlyph, { status: task.status }),
      text: [task.number, what].filter(Boolean).join(' · '),
      note: `${task.address || task.fields.place || t('task.noAddress')} · ${t(`task.${task.status}`)}`,
      run: () => router.push({ path: isDraft ? '/console' : '/board', query: { task: String(task.id) } }),
      more: movesAsLines(task),
    }
  }
  /** Every word occurs in what the board shows of it; a whole number of digits is the tail of its number first. */
  function isMeant(task: Task, ways: readonly string[]): boolean {
    const { fields } = task
    const text = searchable(
      [task.number, task.address, fields.place, task.classifierName, fields.text, fields.applicantName].join(
        ' ',
      ),
    )
    return ways.some((way) =>
      searchable(way)
        .split(/[\s,]+/)
        .filter((word) => word !== '')
        .every((word) => text.includes(word)),
    )
  }
  const isTail = (task: Task, tail: string): boolean =>
    tail.length >= 3 && task.number?.endsWith(tail) === true

  function find(typed: string): Line[] {
    const digits = typedDigits(typed)
    const found =
      digits === ''
        ? tasks.open.filter((task) => isMeant(task, waysToRead(typed)))
        : tasks.open.filter(
            (task) => task.number?.includes(digits) || numberKey(task.fields.applicantPhone).includes(digits),
          )
    return found
      .toSorted((a, b) => Number(isTail(b, digits)) - Number(isTail(a, digits)) || b.id - a.id)
      .slice(0, shown)
      .map(lineOf)
  }
  /** «отложить 4198» */
  function findMoves(typed: string): Line[] {
    const named = waysToRead(typed).map(numberAmong).find(Boolean)
    if (!named) return []
    return tasks.open
      .filter((task) => isTail(task, named.tail))
      .flatMap(movesAsLines)
      .filter(({ text }) => fit(text, named.rest) > 0)
  }
  return { lineOf, movesAsLines, find, findMoves, move, isTail }
}
