import type { Call } from '#contracts/call.ts'
import type { JournalEntry, LiveState, Snapshot } from '#contracts/journal.ts'
import type { Shutdown } from '#contracts/shutdown.ts'
import type { Task } from '#contracts/task.ts'
import { OperatorPresence } from '#contracts/user.ts'
import { maskText } from './mask-text.ts'

/**
 * A telephone number as a person without `number.see` may see it: `+79220000001` → `+7 922 ***-**-01`.
 * Anything too short to keep a secret after that is stars alone; '' stays ''.
 */
export function maskNumber(text: string): string {
  if (text === '') return ''
  const digits = text.replace(/\D/g, '')
  if (digits.length < 10) return '***'
  const last = digits.slice(-2)
  const country = digits.slice(0, -10).replace(/^8$/, '7')
  const area = digits.slice(-10, -7)
  return `${country === '' ? '' : `+${country} `}${area} ***-**-${last}`
}

/** The resident's number and the name that the network shows with it; our own lines are no secret. */
export function maskCall(call: Call): Call {
  return call.direction === 'in'
    ? { ...call, from: maskNumber(call.from), displayName: '' }
    : { ...call, to: maskNumber(call.to), displayName: '' }
}

/** Number and name of the applicant, and numbers in what was typed (152-ФЗ: a wall screen needs none of them). */
export function maskTask(task: Task): Task {
  const { place, text, applicantPhone } = task.fields
  return {
    ...task,
    fields: {
      ...task.fields,
      place: maskText(place),
      text: maskText(text),
      applicantName: '',
      applicantPhone: maskNumber(applicantPhone),
    },
    // made of the place
    address: maskText(task.address),
  }
}

/** What is told to residents, without the numbers that a dispatcher wrote into it. */
export function maskShutdown(shutdown: Shutdown): Shutdown {
  return {
    ...shutdown,
    cause: maskText(shutdown.cause),
    text: maskText(shutdown.text),
    responsible: maskText(shutdown.responsible),
    speechText: maskText(shutdown.speechText),
  }
}

export function maskEntry(entry: JournalEntry): JournalEntry {
  switch (entry.data.type) {
    case 'call.changed':
      return { ...entry, data: { type: 'call.changed', call: maskCall(entry.data.call) } }
    case 'task.changed':
      return { ...entry, data: { type: 'task.changed', task: maskTask(entry.data.task) } }
    case 'shutdown.changed':
      return { ...entry, data: { type: 'shutdown.changed', shutdown: maskShutdown(entry.data.shutdown) } }
    case 'shutdown.called':
    case 'suggestion.changed':
    case 'settings.changed':
      return entry
  }
}

export function maskSnapshot(snapshot: Snapshot): Snapshot {
  return {
    ...snapshot,
    calls: snapshot.calls.map(maskCall),
    tasks: snapshot.tasks.map(maskTask),
    shutdowns: snapshot.shutdowns.map(maskShutdown),
  }
}

const PresenceForWall = OperatorPresence.omit({ note: true })

/** Operators without what they wrote of their pauses: that is for colleagues. */
export const maskLive = (state: LiveState): LiveState => ({
  ...state,
  operators: state.operators.map((operator) => PresenceForWall.parse(operator)),
})
