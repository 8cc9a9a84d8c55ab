import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ClassifierEntry, ProblemChoice } from '#contracts/classifier.ts'
import type { Danger } from '#contracts/task.ts'
import type { Api } from '../../realtime/api.ts'

/** The classifier changes rarely: read once a page, and again after a failure. */
export const useClassifierStore = defineStore('classifier', () => {
  const entries = shallowRef<readonly ClassifierEntry[] | null>(null)
  let asking: Promise<readonly ClassifierEntry[]> | null = null
  async function load(api: Api): Promise<readonly ClassifierEntry[]> {
    if (entries.value !== null) return entries.value
    asking ??= api('listClassifier').then((answer) => answer.entries)
    try {
      entries.value = await asking
      return entries.value
    } finally {
      asking = null
    }
  }
  /** What was chosen for which words; none while the server cannot say, and the search goes on without. */
  const choices = shallowRef<readonly ProblemChoice[]>([])
  let isLearnt = false
  async function learn(api: Api): Promise<void> {
    if (isLearnt) return
    isLearnt = true
    try {
      choices.value = (await api('listProblemChoices')).choices
    } catch {
      isLearnt = false
    }
  }
  /** Read anew by whoever edits it. */
  const take = (newer: readonly ClassifierEntry[]): void => {
    entries.value = newer
  }
  /** The problem that a danger's script belongs to, where one is in use. */
  const withScript = (script: Danger): ClassifierEntry | undefined =>
    entries.value?.find((one) => one.isActive && one.dangerScript === script)
  return { entries, choices, load, learn, take, withScript }
})
