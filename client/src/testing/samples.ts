import type { Call } from '#contracts/call.ts'
import { emptyTaskFields, type Task } from '#contracts/task.ts'
import type { ClassifierEntry } from '#contracts/classifier.ts'
import { permissionsOfRole, type Role } from '#contracts/permission.ts'
import type { SignedIn } from '#contracts/user.ts'
import { sampleCall as ofDomain, sampleTask as taskOfDomain } from '#domain/testing/samples.ts'

/** Whole objects of the contracts for tests, with what the test is about laid over. */
export const sampleCall = (over: Partial<Call> = {}): Call =>
  ofDomain({
    from: '+73452001203',
    displayName: '',
    queue: 'main',
    queuedAt: '2026-11-22T10:00:01.000Z',
    ...over,
  })

export const sampleTask = (
  over: Partial<Omit<Task, 'fields'>> & { fields?: Partial<Task['fields']> } = {},
): Task =>
  taskOfDomain({
    source: 'call',
    callIds: ['embedded:1'],
    callCount: over.callIds?.length ?? 1,
    ownerId: 1,
    ownerName: 'Анна Ковалёва',
    ...over,
    fields: { ...emptyTaskFields, ...over.fields },
  })

export const sampleEntry = (over: Partial<ClassifierEntry> = {}): ClassifierEntry => ({
  id: 7,
  place: 'Квартира',
  category: 'Водоснабжение',
  problem: 'Прорыв или течь стояка',
  isEmergency: true,
  dangerScript: null,
  service: null,
  isActive: true,
  rule: {
    version: 1,
    informMinutes: 30,
    localizeMinutes: 30,
    restoreMinutes: null,
    eliminateMinutes: 3 * 24 * 60,
    calendar: null,
    basis: 'ПП РФ 416, п. 13',
  },
  ...over,
})

export const sampleSignedIn = (role: Role = 'operator'): SignedIn => ({
  user: { id: 1, login: 'operator1', name: 'Анна Ковалёва', role, sipUsername: 'op-1' },
  permissions: [...permissionsOfRole[role]],
  csrf: 'csrf-1',
})
