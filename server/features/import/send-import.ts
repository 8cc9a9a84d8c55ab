import type { Import } from '#contracts/import.ts'
import type { Deps } from '#server/deps.ts'
import type { Person } from '#server/ports.ts'
import { foundImport } from './get-import.ts'
import { demandNumbers } from './demand-numbers.ts'

/** Takes a file in; a job reads it and says what it would change. @throws Refusal notAllowed */
export async function sendImport(
  deps: Deps,
  person: Person,
  given: { fileName: string; file: Buffer },
): Promise<Import> {
  demandNumbers(person)
  const at = deps.now()
  return deps.store.transaction(async (tx) => {
    const importId = await tx.imports.add({ ...given, byUser: person.userId, at })
    await tx.jobs.add([{ kind: 'import.check', payload: { importId }, runAt: at }])
    const details = { fileName: given.fileName, bytes: given.file.length }
    tx.audit('import.sent', { userId: person.userId, at }, { subject: String(importId), details })
    return foundImport(tx, importId)
  })
}
