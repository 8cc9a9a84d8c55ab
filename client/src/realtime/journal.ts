import { nothingLeftOut, type JournalFrame, type Resumed, type Snapshot } from '#contracts/journal.ts'
import type { EntityKind, Pushed } from '#contracts/pushed.ts'
import type { Settings } from '#contracts/settings.ts'
import { pushedRules } from '#domain/pushed.ts'
import { entitiesOf, listOf, makeEntities, makeLists, type Lists } from './entities.ts'
import {
  applyEntries,
  bothChanged,
  neededCallIds,
  type Changed,
  type JournalState,
  type Step,
} from './journal-entries.ts'

export type { Changed, JournalState, Step } from './journal-entries.ts'

export const emptyJournal: JournalState = {
  ...makeEntities(() => new Map()),
  seq: null,
  leftOut: nothingLeftOut,
  settings: null,
  settingsVersion: 0,
  isResuming: false,
  kept: [],
}

const keptFramesLimit = 500

/**
 * Takes a pushed frame, which covers (prev, last]. Beyond a gap its entries are shown at once – a ringing call does
 * not wait for what was missed – but the cursor stays, and `gap` is true.
 */
export function applyFrame(state: JournalState, frame: JournalFrame): Step {
  const isBeyond = state.seq === null || frame.prev > state.seq
  const keeps = state.isResuming || isBeyond
  const kept = keeps ? [...state.kept, frame].slice(-keptFramesLimit) : state.kept
  if (state.seq !== null && frame.last <= state.seq)
    return { ...applyEntries(state, []), state: { ...state, kept } }
  const step = applyEntries(state, frame.entries)
  const seq = isBeyond ? state.seq : frame.last
  return { ...step, state: { ...step.state, seq, kept }, gap: isBeyond }
}

/** Marks that `resume` was asked with the present `seq`. */
export const startResume = (state: JournalState): JournalState => ({ ...state, isResuming: true })

/** The answer did not come (cut off again): the next connection asks anew. */
export const giveUpResume = (state: JournalState): JournalState => ({ ...state, isResuming: false })

function applyKept(state: JournalState, changed: Changed | null): Step {
  const kept = [...state.kept].sort((a, b) => a.prev - b.prev)
  let step: Step = { state: { ...state, kept: [] }, gap: false, changed }
  for (const frame of kept) {
    const next = applyFrame(step.state, frame)
    step = { state: next.state, gap: step.gap || next.gap, changed: bothChanged(step.changed, next.changed) }
  }
  return step
}

/**
 * Replaces everything by the snapshot, even by an older one: the server may have been restored from a backup. Frames
 * that came since the question was asked are applied on top.
 */
export function applySnapshot(state: JournalState, snapshot: Snapshot): Step {
  const next: JournalState = {
    ...makeEntities((kind) => new Map(listOf(snapshot, kind).map((one) => [one.id, one]))),
    seq: snapshot.seq,
    // a server of the release before says nothing of it
    leftOut: { ...nothingLeftOut, ...snapshot.leftOut },
    settings: snapshot.settings,
    settingsVersion: snapshot.settingsVersion,
    isResuming: false,
    kept: state.kept,
  }
  return applyKept(next, null)
}

/** Takes the answer to `resume`: what was missed, or everything when too much was. */
export function applyResumed(state: JournalState, answer: Resumed): Step {
  if (answer.kind === 'snapshot') return applySnapshot(state, answer.snapshot)
  const step = applyFrame({ ...state, isResuming: false, kept: [] }, answer.frame)
  // A replay that does not begin at our cursor leaves a gap, which the caller sees and asks again.
  const rest = applyKept({ ...step.state, kept: state.kept }, step.changed)
  return { ...rest, gap: step.gap || rest.gap }
}

export interface Visible extends Lists {
  settings: Settings | null
}

/**
 * What boards show of it, in a canonical form: equal for two pages exactly when they show the same. What is over may be
 * known too, e.g. what ended within the week, but no two pages need to agree on when to forget it.
 */
export function visible(state: JournalState): Visible {
  const needed: ReadonlySet<unknown> = neededCallIds(state.tasks.values())
  const shown = <K extends EntityKind>(kind: K): Pushed[K][] =>
    [...entitiesOf(state, kind).values()]
      .filter((one) => !pushedRules[kind].isOver(one) || needed.has(one.id))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
  return { ...makeLists(shown), settings: state.settings }
}
