import type { Call } from '#contracts/call.ts'
import { emptyTaskFields, type Task } from '#contracts/task.ts'
import { sampleCall as ofDomain, sampleTask as taskOfDomain } from '#domain/testing/samples.ts'

/** A call as a board gets it; for tests that need one and do not care how it came. */
export const sampleCall = (id: string, changes: Partial<Call> = {}): Call => ofDomain({ id, ...changes })

export const sampleTask = (id: number, changes: Partial<Task> = {}): Task =>
  taskOfDomain({
    id,
    callCount: 0,
    fields: { ...emptyTaskFields, applicantName: 'Иванова М. П.', applicantPhone: '+79220000001' },
    address: 'ул. Республики, 5, кв. 12',
    ...changes,
  })
