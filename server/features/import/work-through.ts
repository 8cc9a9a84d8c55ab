import type { Import } from '#contracts/import.ts'
import type { Repositories } from '#server/repositories.ts'
import type { Deps } from '#server/deps.ts'
import { localDay } from '#domain/house/local-day.ts'
import { createFileFlat, type FileFlat, type GrowingFlat } from '#domain/import/file-lines.ts'
import { planFlat, type FlatPlan } from '#domain/import/plan/plan.ts'
import type { Fault } from '#domain/import/resident-line.ts'
import { mostFaults } from './file/file-reader.ts'
import type { FileColumn, ReadResidents } from '#server/platform/table.ts'

export interface WorkOptions {
  readResidents: ReadResidents
  /** Gets every piece of the plan, in order; nothing when the file is only looked at. */
  write?: (plans: readonly FlatPlan[]) => Promise<unknown>
  /** `done` of `counts` lines are through. */
  progress: (counts: Import['counts']) => Promise<unknown>
}

export type Found = Pick<Import, 'counts' | 'columns' | 'sample' | 'faults'>

/** The process that works through a file may be the one that carries calls: it never holds the loop for long. */
const linesAtOnce = 400

/**
 * Reads a file of residents and compares it with the directory as `tx` sees it, piece by piece. Lines of a flat stand
 * anywhere in a file, so the good ones are staged in the database and come back flat by flat: no more than a piece of
 * the file is in memory.
 * @throws FileFault
 */
export async function workThrough(
  deps: Deps,
  tx: Repositories,
  work: { importId: number; bytes: number },
  { readResidents, write, progress }: WorkOptions,
): Promise<Found> {
  const today = localDay(deps.now(), deps.installation.timeZone)
  const { counts, columns, sample, faults } = await stageLines(tx, work, { readResidents, today })
  const isWriting = write !== undefined
  counts.done = isWriting ? 0 : counts.faulty
  await progress(counts)

  const shape = {
    columns: columns.map(({ field }) => field),
    headings: columns.map(({ heading }) => heading),
  }
  const settle = async (flats: readonly FileFlat[]): Promise<void> => {
    const known = await tx.knownFlats.of(flats)
    const plans = flats.map((flat) =>
      planFlat(flat, known.get(`${flat.houseId} ${flat.flatKey}`) ?? null, today),
    )
    await write?.(plans)
    for (const outcome of plans.flatMap(({ outcomes }) => outcomes)) {
      counts[outcome]++
      counts.done++
    }
    await progress(counts)
  }
  let growing: GrowingFlat | undefined
  for await (const piece of tx.importLines.byFlat(linesAtOnce)) {
    const flats: FileFlat[] = []
    for (const said of piece) {
      if (growing?.isOf(said.line) !== true) {
        if (growing !== undefined) flats.push(growing.gathered)
        growing = createFileFlat(said.line, shape)
      }
      const wrong = growing.take(said)
      if (wrong.length === 0) continue
      faults.add(wrong)
      counts.faulty++
      counts.good--
      if (!isWriting) counts.done++
    }
    if (flats.length > 0) await settle(flats)
  }
  if (growing !== undefined) await settle([growing.gathered])
  return { counts, columns, sample, faults: faults.first() }
}

/** Each line by itself: the good ones are staged, the others told. */
async function stageLines(
  tx: Repositories,
  { importId, bytes }: { importId: number; bytes: number },
  { readResidents, today }: { readResidents: ReadResidents; today: string },
): Promise<Pick<Found, 'counts' | 'sample'> & { columns: FileColumn[]; faults: FirstFaults }> {
  const counts: Import['counts'] = { read: 0, good: 0, faulty: 0, added: 0, changed: 0, same: 0, done: 0 }
  const faults = firstFaults()
  let columns: FileColumn[] = []
  let sample: string[][] = []
  await tx.importLines.begin()
  const places = { streets: await tx.knownFlats.streets(), houses: await tx.knownFlats.houses() }
  const file = await tx.imports.file(importId, bytes)
  for await (const piece of readResidents({ file, places, today })) {
    if (piece.kind === 'columns') columns = piece.columns
    else if (piece.kind === 'end') sample = piece.sample
    else {
      await tx.importLines.add(piece.lines)
      counts.read += piece.read
      counts.faulty += piece.faulty
      faults.add(piece.faults)
    }
  }
  counts.good = counts.read - counts.faulty
  return { counts, columns, sample, faults }
}

interface FirstFaults {
  add(found: readonly Fault[]): void
  /** In the order of the file. */
  first(): Fault[]
}

/** Faults come line by line and then flat by flat; the first of the file are kept. */
function firstFaults(): FirstFaults {
  let kept: Fault[] = []
  const first = (): Fault[] => kept.toSorted((a, b) => a.line - b.line).slice(0, mostFaults)
  return {
    add(found) {
      kept.push(...found)
      if (kept.length > 2 * mostFaults) kept = first()
    },
    first,
  }
}
