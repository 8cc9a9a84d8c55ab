import type { TaskFact } from '#contracts/history.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'

const told = { number: 'task.toldNumber', term: 'task.toldTerm', measures: 'task.toldMeasures' } as const

/** What the product knows of an entry in a task's history, as a sentence. */
export function useFactText(): (fact: TaskFact) => string {
  const { t } = useText()
  const format = useFormat()
  return (fact) => {
    switch (fact.what) {
      case 'urgentKey':
      case 'overdue':
        return t(`fact.${fact.what}`)
      case 'discarded':
        return t(`discardReason.${fact.reason}`)
      case 'danger':
        return t('fact.danger', { danger: t(`dangerKind.${fact.danger}`) })
      case 'person':
        return fact.name
      case 'registered':
        return t('fact.registered', { number: fact.number })
      case 'intoTask':
        return fact.number === null
          ? t('fact.intoDraft', { id: fact.taskId })
          : t('fact.intoTask', { number: fact.number })
      case 'fromDraft':
        return t('fact.fromDraft', { id: fact.taskId })
      case 'shutdown':
        return t('fact.shutdown', { number: fact.number })
      case 'survey':
        return t('fact.survey', { number: fact.shutdown })
      case 'told':
        return fact.parts.map((part) => t(told[part])).join(', ')
      case 'handover': {
        const { service, takenBy, number } = fact
        const at = format.time(fact.at)
        return number === ''
          ? t('fact.handover', { service, takenBy, at })
          : t('fact.handoverNumber', { service, takenBy, number, at })
      }
      case 'rebuilt':
        return t(`fact.rebuilt_${fact.fault}`)
    }
  }
}
