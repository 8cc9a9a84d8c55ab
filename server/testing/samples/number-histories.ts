import fc from 'fast-check'
import { Refusal } from '#contracts/error.ts'
import type { Deps } from '#server/deps.ts'
import { addCardLine } from '#server/features/house/entry/add-card-line.ts'
import { changeCardLine } from '#server/features/house/entry/change-card-line.ts'
import { forgetPhone } from '#server/features/house/person/forget-phone.ts'
import { setPhone } from '#server/features/house/person/set-phone.ts'
import type { Person } from '#server/ports.ts'
import { addTask } from '#server/features/task/add-task.ts'
import { rememberNumber } from '#server/features/task/draft/remember-number.ts'
import { localDay } from '#domain/house/local-day.ts'
import type { TestDatabase } from '../database/database.ts'
import { addFlat, addHouse } from './houses.ts'

/** Random histories of two numbers, two people and three flats, a day for each step. */
export const day = 24 * 3_600_000
export const flats = [0, 1, 2] as const
const one = fc.constantFrom(...flats)
const number = fc.constantFrom(0, 0, 1)
/** Two people among three flats: they meet, leave and come back in most histories. */
const someone = fc.constantFrom(0 as const, 0 as const, 1 as const)
export const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('give' as const),
      number,
      flat: one,
      person: fc.option(someone, { freq: 6 }),
      kind: fc.constantFrom('mobile' as const, 'mobile' as const, 'home' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('forget' as const), number, flat: one }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), number, flat: one }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remember' as const), number, flat: one }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('moveIn' as const), person: someone, flat: one }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('leave' as const), person: someone, flat: one }) },
)
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** What was said last of a number and a flat. */
interface Word {
  isTaken: boolean
  /** Whose it is; null: nobody was named. */
  holder: number | null
  isHome: boolean
}

/** The history as a person would tell it; it knows nothing of the tables. */
export class Model {
  readonly words = new Map<string, Word>()
  readonly stays: { person: number; flat: number; from: number; to: number | null }[] = []
  now = 0

  livesIn = (person: number, flat: number): boolean =>
    this.stays.some(
      (stay) => stay.person === person && stay.flat === flat && (stay.to === null || stay.to >= this.now),
    )
  hasLeft = (person: number, flat: number): boolean =>
    this.stays.some((stay) => stay.person === person && stay.flat === flat) && !this.livesIn(person, flat)
  word = (n: number, flat: number): Word | undefined => this.words.get(`${n} ${flat}`)

  /** Whose number rings here; undefined: it is not known here. */
  known(n: number, flat: number): { holder: number | null } | undefined {
    const word = this.word(n, flat)
    if (word?.isTaken) return undefined
    if (word) {
      const isGone = word.holder !== null && this.hasLeft(word.holder, flat)
      if (!isGone) return { holder: word.holder }
      if (word.isHome) return { holder: null }
    }
    for (const other of flats) {
      const there = this.word(n, other)
      if (
        there &&
        !there.isTaken &&
        !there.isHome &&
        there.holder !== null &&
        this.livesIn(there.holder, flat)
      )
        return { holder: there.holder }
    }
    return undefined
  }

  apply(done: Step): void {
    this.now += 1
    switch (done.do) {
      case 'give':
        this.words.set(`${done.number} ${done.flat}`, {
          isTaken: false,
          holder: done.person,
          isHome: done.kind === 'home',
        })
        break
      case 'forget': {
        const word = this.word(done.number, done.flat)
        const known = this.known(done.number, done.flat)
        if (word) word.isTaken = true
        else if (known)
          this.words.set(`${done.number} ${done.flat}`, {
            isTaken: true,
            holder: known.holder,
            isHome: false,
          })
        break
      }
      case 'restore': {
        const word = this.word(done.number, done.flat)
        if (word) word.isTaken = false
        break
      }
      case 'remember': {
        const word = this.word(done.number, done.flat)
        // of a number that was taken, or whose person left, nobody said now whose it is
        const holder =
          word && !word.isTaken && word.holder !== null && !this.hasLeft(word.holder, done.flat)
            ? word.holder
            : null
        // one who follows the number from elsewhere was not named for this flat
        this.words.set(`${done.number} ${done.flat}`, {
          isTaken: false,
          holder,
          isHome: word?.isHome ?? false,
        })
        break
      }
      case 'moveIn':
        if (!this.livesIn(done.person, done.flat))
          this.stays.push({ person: done.person, flat: done.flat, from: this.now, to: null })
        break
      case 'leave':
        for (const stay of this.stays)
          if (stay.person === done.person && stay.flat === done.flat && stay.to === null)
            stay.to = this.now - 1
        break
    }
  }
}

let worlds = 0
export interface World {
  id: number
  flats: { houseId: number; apartmentId: number }[]
  people: number[]
  numbers: string[]
}
export async function newWorld({ store, knex }: TestDatabase): Promise<World> {
  worlds += 1
  const houses = [
    await addHouse(store, { street: 'Случайная', number: `${worlds}` }),
    await addHouse(store, { street: 'Другая', number: `${worlds}` }),
  ]
  const world: World = { id: worlds, flats: [], people: [], numbers: [] }
  for (const n of flats) world.flats.push(await addFlat(store, houses[n % 2] ?? 0, `${n + 1}`))
  for (const n of flats) {
    const [row] = await knex('residents')
      .insert({ name: `Жилец ${worlds}-${n}` })
      .returning('id')
    world.people.push(row.id)
  }
  for (const n of [0, 1]) world.numbers.push(`+7922${String(worlds * 10 + n).padStart(7, '0')}`)
  return world
}

/** Where a history takes place: `deps` on the same database, and who writes it down. */
export interface Stage {
  database: TestDatabase
  deps: Deps
  editor: Person
}

/** Does one step by the use cases of the product; `model` is that of before it. */
export async function perform(
  { database, deps, editor }: Stage,
  world: World,
  done: Step,
  model: Model,
): Promise<void> {
  const flat = world.flats[done.flat]
  if (!flat) throw new Error('no flat')
  const params = { id: flat.apartmentId }
  const input = { params, query: undefined }
  const today = localDay(deps.now(), deps.installation.timeZone)
  const numberOf = (n: number): string => world.numbers[n] ?? ''
  const personOf = (n: number): number => world.people[n] ?? 0
  switch (done.do) {
    case 'give': {
      const residentId = done.person === null ? null : personOf(done.person)
      const body = { number: numberOf(done.number), kind: done.kind, residentId, isConfirmed: false }
      await setPhone(deps, editor, { ...input, body })
      break
    }
    case 'forget':
    case 'restore': {
      const isKnown =
        model.word(done.number, done.flat) ?? (done.do === 'forget' && model.known(done.number, done.flat))
      const body = { number: numberOf(done.number), undo: done.do === 'restore' }
      const answer = await forgetPhone(deps, editor, { ...input, body }).then(
        () => 'done',
        (error: unknown) => (error instanceof Refusal ? error.code : error),
      )
      if (answer !== (isKnown ? 'done' : 'notFound')) throw new Error(`${done.do} answered ${String(answer)}`)
      break
    }
    case 'remember': {
      const task = await addTask(deps, editor, {
        params: undefined,
        query: undefined,
        body: { ...flat, applicantPhone: numberOf(done.number) },
      })
      await rememberNumber(deps, editor, { params: { id: task.id }, query: undefined, body: undefined })
      break
    }
    case 'moveIn':
      if (!model.livesIn(done.person, done.flat))
        await addCardLine(deps, editor, {
          ...input,
          body: {
            name: '',
            residentId: personOf(done.person),
            relation: 'member',
            livesFrom: today,
            livesTo: null,
            isLiving: true,
          },
        })
      break
    case 'leave': {
      const yesterday = localDay(new Date(deps.now().getTime() - day), deps.installation.timeZone)
      const open = await database
        .knex('apartment_residents')
        .where({ apartment_id: flat.apartmentId, resident_id: personOf(done.person), lives_to: null })
        .select('id')
      for (const { id } of open)
        await changeCardLine(deps, editor, { params: { id }, query: undefined, body: { livesTo: yesterday } })
    }
  }
}
