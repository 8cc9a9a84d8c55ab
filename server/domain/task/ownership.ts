import type { TaskRecord } from './task-record.ts'

/**
 * May this person write in a draft? Its owner may; anybody may when nobody owns it or its owner vanished;
 * dispatchers and supervisors always (the permission `task.dispatch`).
 */
export const mayWrite = (
  draft: Pick<TaskRecord, 'ownerId' | 'isOrphan'>,
  person: { userId: number; mayDispatch: boolean },
): boolean =>
  draft.ownerId === null || draft.isOrphan || draft.ownerId === person.userId || person.mayDispatch

/** Who writes in a draft that nobody looks after takes it over. */
export const isUnattended = (draft: Pick<TaskRecord, 'ownerId' | 'isOrphan'>): boolean =>
  draft.ownerId === null || draft.isOrphan
