import type { ClassifierEntry } from '#contracts/classifier.ts'
import { ClassifierFields } from '#contracts/classifier.ts'

/** The lines of an entry that an administrator edits. */
export const fieldsOfEntry = ({ rule, id: _id, ...entry }: ClassifierEntry): ClassifierFields => {
  const { version: _version, ...minutes } = rule
  const script = ClassifierFields.shape.dangerScript.safeParse(entry.dangerScript)
  return { ...entry, ...minutes, dangerScript: script.success ? script.data : null }
}
