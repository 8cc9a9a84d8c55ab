import { defineStore } from 'pinia'

interface Kept {
  base: object
  mine: object
}

/** What was typed into forms that were left before it was saved: it is there again when the person comes back. */
export const useUnsavedStore = defineStore('unsaved', () => {
  const kept = new Map<string, Kept>()
  return {
    keep: (name: string, form: Kept): void => void kept.set(name, form),
    drop: (name: string): void => void kept.delete(name),
    find: (name: string): Kept | null => kept.get(name) ?? null,
  }
})
