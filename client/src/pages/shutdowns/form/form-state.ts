import { z } from 'zod'
import type { HouseLine } from '#contracts/house/house.ts'
import {
  HouseVia,
  Service,
  ShutdownKind,
  type Shutdown,
  type ShutdownFields,
  type ShutdownSuggestion,
} from '#contracts/shutdown.ts'
import type { MessageKey } from '../../../i18n/i18n.ts'

export const ChosenHouse = z.object({
  houseId: z.number(),
  address: z.string(),
  via: HouseVia,
  /** By what it came in, as the list groups it: «ЦТП-5», «ул. Республики». */
  group: z.string(),
  entranceCount: z.number(),
  /** As typed: «1, 3»; '' is the whole house. */
  entrances: z.string(),
})
export type ChosenHouse = z.infer<typeof ChosenHouse>

/** All that stands in the form; kept as it is in the tab until the shutdown is created. */
export const FormState = z.object({
  /** The same key twice makes the same shutdown: a double click or a lost answer does no harm. */
  key: z.string(),
  kind: ShutdownKind,
  services: z.array(Service),
  cause: z.string(),
  text: z.string(),
  organisationId: z.number().nullable(),
  responsible: z.string(),
  /** Null: the moment of creating it. */
  startsAt: z.string().nullable(),
  plannedEnd: z.string().nullable(),
  houses: z.array(ChosenHouse),
  taskIds: z.array(z.number()),
})
export type FormState = z.infer<typeof FormState>

export const emptyForm = (key: string): FormState => ({
  key,
  kind: 'emergency',
  services: [],
  cause: '',
  text: '',
  organisationId: null,
  responsible: '',
  startsAt: null,
  plannedEnd: null,
  houses: [],
  taskIds: [],
})

export const isEmptyForm = (form: FormState): boolean =>
  JSON.stringify(form) === JSON.stringify(emptyForm(form.key))

export const chosenHouse = (line: HouseLine, via: HouseVia, group: string): ChosenHouse => ({
  houseId: line.id,
  address: line.address,
  via,
  group,
  entranceCount: line.entrances,
  entrances: '',
})

/** Houses that are chosen already stay as they are, with their entrances. */
export function addHouses(chosen: readonly ChosenHouse[], more: readonly ChosenHouse[]): ChosenHouse[] {
  const known = new Set(chosen.map(({ houseId }) => houseId))
  return [...chosen, ...more.filter(({ houseId }) => !known.has(houseId) && known.add(houseId))]
}

/** The form with what the calls say: their service, their houses, and since when. */
export const formOfSuggestion = (
  key: string,
  suggestion: ShutdownSuggestion,
  lines: readonly HouseLine[],
): FormState => ({
  ...emptyForm(key),
  services: suggestion.service === null ? [] : [suggestion.service],
  startsAt: suggestion.firstAt,
  taskIds: suggestion.taskIds,
  houses: lines.map((line) => chosenHouse(line, 'suggestion', suggestion.scopeName)),
})

/** The form for a house that was chosen before (the palette). */
export const formOfHouses = (key: string, lines: readonly HouseLine[]): FormState => ({
  ...emptyForm(key),
  houses: lines.map((line) => chosenHouse(line, 'house', line.street)),
})

export const formOfShutdown = (shutdown: Shutdown, lines: readonly HouseLine[]): FormState => {
  const byId = new Map(lines.map((line) => [line.id, line]))
  return {
    ...emptyForm(''),
    kind: shutdown.kind,
    services: [...shutdown.services],
    cause: shutdown.cause,
    text: shutdown.text,
    organisationId: shutdown.organisationId,
    responsible: shutdown.responsible,
    startsAt: shutdown.startsAt,
    plannedEnd: shutdown.plannedEnd,
    houses: shutdown.houses.flatMap(({ houseId, via, entrances }) => {
      const line = byId.get(houseId)
      return line === undefined
        ? []
        : [{ ...chosenHouse(line, via, line.street), entrances: entrances?.join(', ') ?? '' }]
    }),
  }
}

/** Numbers of entrances as typed; null: the whole house; 'bad': not numbers, or more than the house has. */
export function entrancesOf({
  entrances,
  entranceCount,
}: Pick<ChosenHouse, 'entrances' | 'entranceCount'>): number[] | null | 'bad' {
  const parts = entrances.split(/[\s,;]+/).filter((part) => part !== '')
  if (parts.length === 0) return null
  const numbers = parts.map(Number)
  const isBad = (n: number): boolean => !Number.isInteger(n) || n < 1 || n > Math.max(entranceCount, 1)
  return numbers.some(isBad) ? 'bad' : [...new Set(numbers)].sort((a, b) => a - b)
}

export interface FormProblems {
  services: MessageKey | null
  houses: MessageKey | null
  entrances: MessageKey | null
  plannedEnd: MessageKey | null
}

export function problemsOf(form: FormState, now: number): FormProblems {
  const start = form.startsAt === null ? now : Date.parse(form.startsAt)
  return {
    services: form.services.length === 0 ? 'shutdownForm.needServices' : null,
    houses: form.houses.length === 0 ? 'shutdownForm.needHouses' : null,
    entrances: form.houses.some((house) => entrancesOf(house) === 'bad') ? 'shutdownForm.entrancesBad' : null,
    plannedEnd:
      form.plannedEnd !== null && Date.parse(form.plannedEnd) <= start ? 'shutdownForm.endBeforeStart' : null,
  }
}

/** What is sent; null while something is missing. */
export function fieldsOf(form: FormState, now: number): ShutdownFields | null {
  if (Object.values(problemsOf(form, now)).some((problem) => problem !== null)) return null
  return {
    kind: form.kind,
    services: form.services,
    cause: form.cause.trim(),
    text: form.text.trim(),
    organisationId: form.organisationId,
    responsible: form.responsible.trim(),
    startsAt: form.startsAt ?? new Date(now).toISOString(),
    plannedEnd: form.plannedEnd,
    houses: form.houses.map((house) => {
      const entrances = entrancesOf(house)
      return { houseId: house.houseId, via: house.via, entrances: entrances === 'bad' ? null : entrances }
    }),
  }
}
