import { nextStep, type KeptPlace } from '../kept-place/next-step.ts'
import { inOrder, placeAmong, type Waiter } from '../kept-place/order.ts'

/** Who stands in the PBX's queue: a caller, or what stands there for one who has hung up. */
interface Standing extends Waiter {
  digits: string
  isPlace: boolean
  /** When he has had enough, or presses the key. */
  leavesAt: number
  keeps: boolean
}
interface Operator {
  isFreeAt: number
  /** Whom he is offered, until he takes or refuses it. */
  offered: { one: Standing; until: number; takes: boolean } | null
  /** Whom he waits for on the line while the resident is rung. */
  rings: { place: Place; until: number; answers: boolean } | null
}
export interface Place extends KeptPlace, Waiter {
  hangsUpAt: number
  calledAgain: boolean
  /** When each of what befell him was known to us. */
  news: { at: number; what: () => void }[]
  end: string | null
}

const second = 1000
const hour = 3600 * second

/**
 * A dispatch centre's queue, second by second, in the terms of Asterisk's app_queue: who is first is offered to who is free.
 * The PBX restarts, the process that keeps places is away or dies in the middle, residents do not answer, operators do not
 * take, at night nobody is there. `random`: from 0 to 1.
 */
export function busyQueue(random: () => number) {
  const operators: Operator[] = Array.from({ length: 5 }, () => ({ isFreeAt: 0, offered: null, rings: null }))
  const places: Place[] = []
  let open: Place[] = []
  const ended: Record<string, number> = {}
  const faults: string[] = []
  let queue: Standing[] = []
  let now = 0
  let callers = 0
  let keeperIsBackAt = 0
  const between = (from: number, to: number): number => from + random() * (to - from)
  const within = (mean: number): number => -Math.log(1 - random()) * mean * second
  const count = (what: string): void => void (ended[what] = (ended[what] ?? 0) + 1)
  const isOpen = (): boolean => (now / hour) % 12 > 0.5

  /** As app_queue's join_queue does it: by priority, then at the place that was asked for, else last. */
  function join(one: Standing, place: number): void {
    const at = queue.findIndex(
      (other, pos) =>
        one.priority > other.priority || (one.priority >= other.priority && place > 0 && place <= pos + 1),
    )
    queue.splice(at === -1 ? queue.length : at, 0, one)
    if (queue.some((other, i) => i > 0 && inOrder(queue[i - 1] ?? other, other) > 0))
      faults.push(`out of order at ${now}`)
  }
  const leave = (one: Standing): void => {
    queue = queue.filter((other) => other !== one)
  }

  function arrive(): void {
    const again = random() < 0.1 ? open[Math.floor(random() * open.length)] : undefined
    const digits = again?.digits ?? `7999${String(callers).padStart(7, '0')}`
    if (again !== undefined && again.keptAt < now) again.calledAgain = true
    callers++
    const keeps = random() < 0.5
    join(
      {
        ...{
          id: `c${callers}`,
          priority: random() < 0.05 ? 15 : 5,
          since: now,
          digits,
          isPlace: false,
          keeps,
        },
        leavesAt: now + (keeps ? between(30, 120) * second : within(400)),
      },
      0,
    )
  }

  function giveUpWaiting(one: Standing): void {
    leave(one)
    if (!one.keeps || one.priority > 5) return count('abandoned')
    // two of one family have the same number called
    const other = random() < 0.1 ? open[Math.floor(random() * open.length)] : undefined
    const digits = other?.digits ?? one.digits
    const place: Place = {
      ...{ id: one.id, digits, priority: one.priority, since: one.since, keptAt: now, tries: 0 },
      ...{ triedAt: null, isPlaced: false, goneAt: null, hangsUpAt: now + between(4, 15) * second },
      ...{ calledAgain: false, news: [], end: null },
    }
    places.push(place)
    open.push(place)
    // who asked before and called again has his earlier moment
    const mine = open.filter((its) => its.digits === digits)
    place.since = Math.min(...mine.map(({ since }) => since))
  }

  const over = (place: Place, end: string): void => {
    if (place.end !== null) faults.push(`${place.id} is over twice: ${place.end}, ${end}`)
    place.end = end
    open = open.filter((other) => other !== place)
    count(end)
  }
  const tellLater = (place: Place, what: () => void): void =>
    void place.news.push({ at: now + between(0, 3) * second, what })

  function work(operator: Operator): void {
    const { offered, rings } = operator
    if (offered !== null && now >= offered.until) {
      operator.offered = null
      if (!queue.includes(offered.one)) return
      if (!offered.takes) return void (operator.isFreeAt = now + 30 * second)
      leave(offered.one)
      operator.isFreeAt = now + within(170)
      const place = offered.one.isPlace ? places.findLast(({ id }) => id === offered.one.id) : undefined
      if (place !== undefined) launch(operator, place)
    }
    if (rings !== null && now >= rings.until) {
      operator.rings = null
      const { place, answers } = rings
      operator.isFreeAt = now + (answers ? within(170) : 10 * second)
      tellLater(place, () => {
        place.isPlaced = false
        place.goneAt = null
        if (answers) return over(place, 'talked')
        place.tries++
        place.triedAt = now
      })
    }
  }

  function launch(operator: Operator, place: Place): void {
    operator.isFreeAt = Infinity
    operator.rings = { place, until: now + between(3, 30) * second, answers: random() < 0.75 }
    const launched = operators.flatMap(({ rings }) => (rings === null ? [] : rings.place.digits))
    const talking = operators.filter(({ rings, isFreeAt }) => rings === null && isFreeAt > now).length
    if (launched.length > operators.length - talking) faults.push('more call-backs than free operators')
    if (new Set(launched).size < launched.length) faults.push(`${place.digits} is rung twice at once`)
    if (place.end !== null) faults.push(`${place.id} is rung after its end`)
    if (place.tries >= 3) faults.push(`${place.id} is rung a fourth time`)
  }

  /** The job `places.keep`. */
  function keep(): void {
    for (const place of open.toSorted(inOrder)) {
      const standing = queue.find(({ id, isPlace }) => isPlace && id === place.id)
      const isAtOperator = operators.some(({ rings }) => rings?.place === place)
      const step = nextStep(place, {
        ...{ now, isAtOperator, isStanding: standing !== undefined || isAtOperator },
        ...{ isOnPhone: now < place.hangsUpAt, calledAgain: place.calledAgain, isOpen: isOpen() },
        ...{ mayCall: true, canCall: true },
        isTwice: open.some(
          (other) =>
            other.digits === place.digits &&
            other !== place &&
            (other.keptAt < place.keptAt || other.isPlaced),
        ),
      })
      if (standing !== undefined) place.goneAt = null
      if (step.do === 'noteGone') place.goneAt = now
      if (step.do === 'giveUp') over(place, step.why)
      if (step.do === 'takeOut' && standing !== undefined) {
        leave(standing)
        tellLater(place, () => (place.isPlaced = false))
      }
      if (step.do !== 'place') continue
      if (step.again) count('placed again')
      place.isPlaced = true
      place.goneAt = null
      // the process dies between what it wrote and what it asked for
      if (random() < 0.02) return void (keeperIsBackAt = now + between(5, 600) * second)
      join({ ...place, isPlace: true, leavesAt: Infinity, keeps: false }, placeAmong(place, queue))
    }
  }

  function restart(): void {
    count('restarts')
    queue = []
    for (const operator of operators)
      Object.assign(operator, { offered: null, rings: null, isFreeAt: now + 20 * second })
    for (const place of open.filter(({ isPlaced }) => isPlaced)) {
      place.news = []
      tellLater(place, () => (place.isPlaced = false))
    }
  }

  return {
    places,
    ended,
    faults,
    run(hours: number): void {
      for (const until = now + hours * hour; now < until; now += second) {
        const isDay = isOpen()
        if (random() < (isDay ? 1 / 36 : 1 / 200)) arrive()
        for (const one of queue.filter(({ leavesAt }) => leavesAt <= now)) giveUpWaiting(one)
        for (const place of open)
          for (const one of place.news.splice(0))
            if (one.at <= now) one.what()
            else place.news.push(one)
        for (const operator of operators) work(operator)
        const atOperators = new Set(operators.map(({ offered }) => offered?.one))
        const free = isDay ? operators.filter((one) => one.offered === null && one.isFreeAt <= now) : []
        for (const one of queue.filter((waiter) => !atOperators.has(waiter)).slice(0, free.length)) {
          const operator = free.shift()
          if (operator)
            operator.offered = { one, until: now + between(2, 8) * second, takes: random() < 0.85 }
        }
        if (random() < 1 / (12 * 3600)) restart()
        if (random() < 1 / (4 * 3600)) keeperIsBackAt = now + between(10, 1200) * second
        if (now % (3 * second) === 0 && now >= keeperIsBackAt) keep()
      }
    },
  }
}
