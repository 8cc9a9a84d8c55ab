import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { routes } from '#contracts/http.ts'
import { ApartmentPage } from '#contracts/house/apartment.ts'
import { HousePage, type HouseFields } from '#contracts/house/house.ts'
import { CardLine, KnownNumber, ResidentPage } from '#contracts/house/resident.ts'
import type { Role } from '#contracts/permission.ts'
import { Text } from '#contracts/text.ts'
import { receiveCallEvents } from '#server/features/call/receive-call-events.ts'
import { registerTask } from '#server/features/task/register-task.ts'
import { addActor } from '#server/testing/people/factories.ts'
import { startEdge, type Browser, type TestEdge } from '#server/testing/edge/edge.ts'

let edge: TestEdge
const people = new Map<Role, Browser>()
beforeAll(async () => {
  edge = await startEdge()
  for (const role of ['admin', 'dispatcher', 'operator', 'supervisor'] as const)
    people.set(role, await edge.as(role))
})
afterAll(() => edge.stop())

const as = (role: Role): Browser => people.get(role) ?? edge.anonymous
async function ask<T>(
  schema: z.ZodType<T>,
  method: string,
  path: string,
  body?: unknown,
  role: Role = 'admin',
): Promise<T> {
  const answer = await as(role).send(method, path, body === undefined ? {} : { body })
  const text = await answer.text()
  expect([answer.status, answer.status === 200 ? '' : text]).toEqual([200, ''])
  return schema.parse(JSON.parse(text))
}
async function refused(method: string, path: string, body?: unknown, role: Role = 'admin') {
  const answer = await as(role).send(method, path, body === undefined ? {} : { body })
  return { status: answer.status, ...z.looseObject({ code: Text }).parse(await answer.json()) }
}
const Made = z.object({ id: z.number() })
const Hits = routes.listHouses.response

let nth = 0
async function streetOf(name = `Опытная ${++nth}`): Promise<number> {
  await edge.database.knex('towns').insert({ name: 'Тюмень' }).onConflict('name').ignore()
  return (await ask(Made, 'PUT', '/api/directory/streets', { id: 0, town: 'Тюмень', kind: 'ул.', name })).id
}
const bare = (streetId: number, number: string): HouseFields => ({
  streetId,
  number,
  fiasId: null,
  floors: 5,
  yearBuilt: 1984,
  microdistrictId: null,
  managedFrom: null,
  managedTo: null,
  powerSources: 2,
  hasGas: true,
  lifts: 0,
  note: 'Ключи в кв. 3',
  keys: 'Ключ № 7',
  entrances: [
    { number: 1, flatFrom: 1, flatTo: 20, floors: 5, lifts: 0, doorCode: '12К' },
    { number: 2, flatFrom: 21, flatTo: 40, floors: 5, lifts: 0, doorCode: '' },
  ],
  supplies: [],
})
async function houseWithFlats(numbers = '1–3'): Promise<{ houseId: number; flats: number[] }> {
  const { id } = await ask(Made, 'POST', '/api/houses', bare(await streetOf(), '5'))
  await ask(z.unknown(), 'POST', `/api/houses/${id}/apartments`, { numbers, entrance: null })
  const { apartments } = await ask(HousePage, 'GET', `/api/houses/${id}`)
  return { houseId: id, flats: apartments.map((flat) => flat.id) }
}
const line = (name: string, changes: object = {}) => ({
  name,
  residentId: null,
  relation: 'owner',
  livesFrom: null,
  livesTo: null,
  isLiving: true,
  ...changes,
})

describe('a house', () => {
  it('is added with its entrances, found on its street in order of numbers, and changed with a history', async () => {
    const streetId = await streetOf()
    const ids: Record<string, number> = {}
    for (const number of ['10', '9', '5 к. 2', '5'])
      ids[number] = (await ask(Made, 'POST', '/api/houses', bare(streetId, number))).id
    const first = await ask(Hits, 'GET', `/api/houses?streetId=${streetId}&limit=3`)
    expect(first.houses.map(({ number }) => number)).toEqual(['5', '5 к. 2', '9'])
    const rest = await ask(Hits, 'GET', `/api/houses?streetId=${streetId}&limit=3&cursor=${first.next}`)
    expect([rest.houses.map(({ number }) => number), rest.next]).toEqual([['10'], null])
    const chosen = await ask(Hits, 'GET', `/api/houses?ids=${ids['9']},${ids['10']}`)
    expect(chosen.houses.map(({ number }) => number)).toEqual(['9', '10'])

    const page = await ask(HousePage, 'GET', `/api/houses/${ids['9']}`)
    expect(page).toMatchObject({ town: 'Тюмень', version: 1, fields: bare(streetId, '9') })
    const changed = await ask(
      HousePage,
      'PATCH',
      `/api/houses/${ids['9']}`,
      { version: 1, fields: { floors: 9, entrances: page.fields.entrances.slice(0, 1) } },
      'dispatcher',
    )
    expect(changed).toMatchObject({ version: 2, fields: { floors: 9, number: '9' } })
    expect(changed.fields.entrances).toHaveLength(1)
    expect(changed.happened.changes.map(({ what, changes }) => [what, changes['floors']])).toEqual([
      ['changed', ['5', '9']],
      ['added', undefined],
    ])
    expect(changed.happened.changes[0]?.byName).toBe(as('dispatcher').user?.name)
    // the same once more is no change
    const again = await ask(HousePage, 'PATCH', `/api/houses/${ids['9']}`, {
      version: 2,
      fields: { floors: 9 },
    })
    expect([again.version, again.happened.changes.length]).toEqual([2, 2])
    expect(
      await refused('PATCH', `/api/houses/${ids['9']}`, { version: 1, fields: { floors: 3 } }),
    ).toMatchObject({ status: 409, code: 'conflict', details: { current: 2 } })
    expect(await refused('POST', '/api/houses', bare(streetId, '9'))).toMatchObject({ code: 'inUse' })
    expect(await refused('POST', '/api/houses', bare(987_654, '9'))).toMatchObject({ code: 'badInput' })
    expect(
      await refused('PATCH', `/api/houses/${ids['9']}`, {
        version: 2,
        fields: { managedFrom: '2026-01-02', managedTo: '2026-01-01' },
      }),
    ).toMatchObject({ code: 'badInput' })
  })

  it('gets a run of flats, each in its entrance, and none twice', async () => {
    const { id } = await ask(Made, 'POST', '/api/houses', bare(await streetOf(), '7'))
    const add = (numbers: string) =>
      ask(routes.addApartments.response, 'POST', `/api/houses/${id}/apartments`, { numbers, entrance: null })
    expect(await add('19-22, 22А, н1')).toEqual({ added: 6, known: 0 })
    expect(await add('20–23, 22а')).toEqual({ added: 1, known: 4 })
    const { apartments } = await ask(HousePage, 'GET', `/api/houses/${id}`)
    expect(apartments.map(({ number, entrance }) => [number, entrance])).toEqual([
      ['19', 1],
      ['20', 1],
      ['21', 2],
      ['22', 2],
      ['22А', 2],
      ['23', 2],
      ['н1', null],
    ])
    for (const numbers of ['5-1', '1-100000', ', ,', '<script>'])
      expect(
        await refused('POST', `/api/houses/${id}/apartments`, { numbers, entrance: null }),
      ).toMatchObject({ status: 400, code: 'badInput' })
  })
})

describe('residents are counted by the setting people_living_count', () => {
  const set = async (value: boolean) => {
    const { version } = await ask(routes.getSettings.response, 'GET', '/api/settings')
    await ask(z.unknown(), 'PUT', '/api/settings', { version, changes: { people_living_count: value } })
  }
  it('from the card or from the stored number, on the page of the house, in its flats and on the flat’s own', async () => {
    const { houseId, flats } = await houseWithFlats('1–3')
    const [first = 0, second = 0] = flats
    await ask(ApartmentPage, 'PATCH', `/api/apartments/${first}`, { version: 1, fields: { livingCount: 5 } })
    for (const one of [
      line('Ильина Анна'),
      line('Ильин Пётр', { relation: 'member', livesTo: '2020-01-01' }),
      line('Ильин Олег', { isLiving: false }),
    ])
      await ask(CardLine, 'POST', `/api/apartments/${first}/card`, one)
    await ask(CardLine, 'POST', `/api/apartments/${second}/card`, line('Белов Игорь', { relation: 'tenant' }))
    const shown = async () => {
      const house = await ask(HousePage, 'GET', `/api/houses/${houseId}`)
      const flat = await ask(ApartmentPage, 'GET', `/api/apartments/${first}`)
      return [house.living, house.apartments.map(({ living }) => living), flat.living]
    }
    await set(true)
    expect(await shown()).toEqual([2, [1, 1, 0], 1])
    await set(false)
    expect(await shown()).toEqual([5, [5, null, null], 5])
    await set(true)
    expect(await shown()).toEqual([2, [1, 1, 0], 1])
  })
})

describe('the card of a flat', () => {
  it('keeps who left with the day, and who came back in a line of his own', async () => {
    const { flats } = await houseWithFlats()
    const [flat = 0, other = 0] = flats
    const added = await ask(CardLine, 'POST', `/api/apartments/${flat}/card`, line('Щукина Алёна Петровна'))
    expect(added).toMatchObject({ relation: 'собственник', countsToday: true })
    const left = await ask(CardLine, 'PATCH', `/api/card-lines/${added.id}`, { livesTo: '2026-01-31' })
    expect(left).toMatchObject({ livesTo: '2026-01-31', countsToday: false })
    const back = line('Щукина', { residentId: added.residentId, relation: 'tenant', livesFrom: '2026-03-01' })
    await ask(CardLine, 'POST', `/api/apartments/${flat}/card`, back)
    expect(await refused('POST', `/api/apartments/${flat}/card`, back)).toMatchObject({ code: 'inUse' })
    await ask(CardLine, 'POST', `/api/apartments/${other}/card`, { ...back, relation: 'owner' })
    const page = await ask(ApartmentPage, 'GET', `/api/apartments/${flat}`)
    expect(page.card.map(({ name, livesFrom, livesTo }) => [name, livesFrom, livesTo])).toEqual([
      ['Щукина Алёна Петровна', '2026-03-01', null],
      ['Щукина Алёна Петровна', null, '2026-01-31'],
    ])
    expect(page.happened.changes.map(({ what }) => what)).toEqual([
      'cardLineAdded',
      'cardLineChanged',
      'cardLineAdded',
    ])
    const person = await ask(ResidentPage, 'GET', `/api/residents/${added.residentId}`)
    expect(person.flats.map(({ apartmentId, countsToday }) => [apartmentId, countsToday])).toEqual(
      expect.arrayContaining([
        [flat, true],
        [other, true],
        [flat, false],
      ]),
    )
    const renamed = await ask(ResidentPage, 'PATCH', `/api/residents/${added.residentId}`, {
      name: 'Щукина-Белова Алёна Петровна',
    })
    expect(renamed.happened.changes[0]?.changes).toEqual({
      name: ['Щукина Алёна Петровна', 'Щукина-Белова Алёна Петровна'],
    })
    expect(await refused('PATCH', `/api/card-lines/${added.id}`, { livesFrom: '2026-02-01' })).toMatchObject({
      code: 'badInput',
    })
  })

  it('names its numbers, takes one away and gives it back', async () => {
    const { flats } = await houseWithFlats()
    const [flat = 0] = flats
    const { residentId } = await ask(CardLine, 'POST', `/api/apartments/${flat}/card`, line('Гусева Юлия'))
    const number = { number: '8 (922) 555-01-01', kind: 'mobile', residentId, isConfirmed: true }
    const known = await ask(KnownNumber, 'PUT', `/api/apartments/${flat}/phones`, number)
    expect(known).toMatchObject({ number: '+79225550101', residentName: 'Гусева Юлия', knownUntil: null })
    const page = async () => ask(ApartmentPage, 'GET', `/api/apartments/${flat}`)
    const forget = (undo: boolean) =>
      ask(z.unknown(), 'POST', `/api/apartments/${flat}/phones/forget`, { number: known.number, undo })
    await forget(false)
    expect((await page()).phones[0]?.knownUntil).not.toBeNull()
    await forget(true)
    expect((await page()).phones[0]?.knownUntil).toBeNull()
    expect((await page()).happened.changes.map(({ what }) => what).slice(0, 3)).toEqual([
      'numberRestored',
      'numberForgotten',
      'numberSet',
    ])
    expect(
      await refused('POST', `/api/apartments/${flat}/phones/forget`, { number: '+79220000123' }),
    ).toMatchObject({ code: 'notFound' })
    expect(
      await refused('PUT', `/api/apartments/${flat}/phones`, { ...number, number: 'аноним' }),
    ).toMatchObject({ code: 'badInput' })
  })

  it('shows what is owed to whoever may know it, and what happened with its number', async () => {
    const { houseId, flats } = await houseWithFlats()
    const [flat = 0] = flats
    await edge.database
      .knex('apartments')
      .where({ id: flat })
      .update({ debt_kopecks: 123_456, debt_as_of: '2026-11-01' })
    await ask(KnownNumber, 'PUT', `/api/apartments/${flat}/phones`, {
      number: '+79225550202',
      kind: 'mobile',
      residentId: null,
      isConfirmed: true,
    })
    const operator = await addActor(edge.deps.store, 'operator')
    await receiveCallEvents(edge.deps, {
      source: 'embedded',
      cursor: { inode: 'h', offset: 1 },
      events: [
        {
          source: 'embedded',
          position: 'h:1',
          at: '2026-11-22T10:00:00.000Z',
          callId: 'house',
          legId: 'l',
          type: 'call.arrived',
          from: '+79225550202',
          displayName: 'Анна',
          to: '112',
        },
      ],
    })
    const [draft] = await edge.deps.store.repositories.tasks.ofCalls(['embedded:house'])
    await registerTask(edge.deps, operator, {
      params: { id: draft?.id ?? 0 },
      query: undefined,
      body: { version: draft?.version ?? 0, fields: { text: 'Течёт кран' } },
    })
    for (const path of [`/api/apartments/${flat}`, `/api/houses/${houseId}`]) {
      const { happened } = await ask(z.object({ happened: HousePage.shape.happened }), 'GET', path)
      expect(happened.calls.map(({ id, from }) => [id, from])).toEqual([['embedded:house', '+79225550202']])
      expect(happened.tasks.map(({ fields }) => fields.text)).toEqual(['Течёт кран'])
    }
    const page = await ask(ApartmentPage, 'GET', `/api/apartments/${flat}`, undefined, 'operator')
    expect(page.debt).toEqual({ kopecks: 123_456, asOf: '2026-11-01' })
  })
})

describe('people', () => {
  it('are found by words of the name in any order and by a part of a number', async () => {
    const { flats } = await houseWithFlats()
    const [flat = 0] = flats
    const { residentId } = await ask(
      CardLine,
      'POST',
      `/api/apartments/${flat}/card`,
      line('Фёдорова Зинаида Карповна'),
    )
    await ask(KnownNumber, 'PUT', `/api/apartments/${flat}/phones`, {
      number: '+79226661234',
      kind: 'mobile',
      residentId,
      isConfirmed: false,
    })
    const found = async (search: string) =>
      (
        await ask(
          routes.searchResidents.response,
          'GET',
          `/api/residents?search=${encodeURIComponent(search)}`,
        )
      ).residents
    for (const search of ['федорова', 'зинаида фёд', 'КАРПОВНА', '6661234', '8 922 666-12-34'])
      expect(await found(search)).toEqual([
        {
          id: residentId,
          name: 'Фёдорова Зинаида Карповна',
          address: expect.stringMatching(/^ул\. Опытная \d+, 5, кв\. 1$/),
          number: '+79226661234',
        },
      ])
    for (const search of ['%%', '__', "' or 1=1 --"]) expect(await found(search)).toEqual([])
  })

  it('a number that a flat knows as nobody by name leads to the flat, while it is known there', async () => {
    const { flats } = await houseWithFlats()
    const [flat = 0] = flats
    const number = '+79226667777'
    await ask(KnownNumber, 'PUT', `/api/apartments/${flat}/phones`, {
      number,
      kind: 'home',
      residentId: null,
      isConfirmed: false,
    })
    const found = () => ask(routes.searchResidents.response, 'GET', '/api/residents?search=6667777')
    expect(await found()).toEqual({
      residents: [],
      flats: [{ id: flat, address: expect.stringMatching(/, кв\. 1$/), number }],
    })
    await ask(z.unknown(), 'POST', `/api/apartments/${flat}/phones/forget`, { number })
    expect((await found()).flats).toEqual([])
  })
})

describe('small directories', () => {
  const all = () => ask(routes.directories.response, 'GET', '/api/directory')
  it('feed houses by service: the last word counts, and a point in use is not removed', async () => {
    const { houseId } = await houseWithFlats()
    const point = (name: string, houses: unknown[]) =>
      ask(Made, 'PUT', '/api/directory/supply-points', {
        id: 0,
        kind: 'heatPoint',
        name,
        organisationId: null,
        houses,
      })
    const one = await point('ЦТП-901', [
      { houseId, service: 'heating' },
      { houseId, service: 'hotWater' },
    ])
    const two = await point('ЦТП-902', [{ houseId, service: 'hotWater' }])
    const { supplyPoints } = await all()
    expect(supplyPoints.find(({ id }) => id === one.id)?.houses).toEqual([{ houseId, service: 'heating' }])
    const { supplies } = await ask(HousePage, 'GET', `/api/houses/${houseId}`)
    expect(supplies.map(({ service, name }) => [service, name])).toEqual([
      ['hotWater', 'ЦТП-902'],
      ['heating', 'ЦТП-901'],
    ])
    const listed = await ask(Hits, 'GET', `/api/houses?supplyPointId=${two.id}`)
    expect(listed.houses.map(({ id }) => id)).toEqual([houseId])
    expect(await refused('DELETE', `/api/directory/supply-points/${one.id}`)).toMatchObject({
      status: 409,
      code: 'inUse',
      details: { by: 'houses' },
    })
    await ask(Made, 'PUT', '/api/directory/supply-points', {
      id: one.id,
      kind: 'heatPoint',
      name: 'ЦТП-901',
      organisationId: null,
      houses: [],
    })
    await ask(z.unknown(), 'DELETE', `/api/directory/supply-points/${one.id}`)
    expect(await refused('DELETE', `/api/directory/supply-points/${one.id}`)).toMatchObject({ status: 404 })
  })

  it('put a worker into several groups, all of which the card of his call names', async () => {
    const group = (name: string, categories: string[]) =>
      ask(Made, 'PUT', '/api/directory/worker-groups', { id: 0, name, categories })
    const plumbers = await group('Слесари', ['Водоснабжение'])
    const welders = await group('Сварщики', ['Отопление'])
    const worker = {
      id: 0,
      name: 'Рашид Галеев',
      profession: 'слесарь',
      isActive: true,
      phones: ['8 922 777 00 01'],
      groupIds: [plumbers.id, welders.id],
    }
    const { id } = await ask(Made, 'PUT', '/api/directory/workers', worker)
    const caller = await edge.deps.store.repositories.callers.ofNumber('79227770001')
    expect(caller.worker).toMatchObject({ name: 'Рашид Галеев', group: 'Сварщики, Слесари' })
    expect(caller.worker?.categories.toSorted()).toEqual(['Водоснабжение', 'Отопление'])
    expect(await refused('DELETE', `/api/directory/worker-groups/${welders.id}`)).toMatchObject({
      code: 'inUse',
      details: { by: 'workers' },
    })
    await ask(Made, 'PUT', '/api/directory/workers', { ...worker, id, groupIds: [plumbers.id], phones: [] })
    await ask(z.unknown(), 'DELETE', `/api/directory/worker-groups/${welders.id}`)
    expect((await all()).workers.find((one) => one.id === id)).toMatchObject({
      groupIds: [plumbers.id],
      phones: [],
    })
  })

  it('rename a town with its streets, and refuse two of one name', async () => {
    const town = await ask(Made, 'PUT', '/api/directory/towns', { id: 0, name: 'Тобольск' })
    await ask(Made, 'PUT', '/api/directory/streets', { id: 0, town: 'Тобольск', kind: 'ул.', name: 'Мира' })
    await ask(Made, 'PUT', '/api/directory/towns', { id: town.id, name: 'Тобольск-на-Иртыше' })
    const { streets } = await all()
    expect(streets.find(({ name }) => name === 'Мира')?.town).toBe('Тобольск-на-Иртыше')
    expect(await refused('PUT', '/api/directory/towns', { id: 0, name: 'Тобольск-на-Иртыше' })).toMatchObject(
      {
        status: 409,
        code: 'inUse',
        details: { by: 'same' },
      },
    )
    expect(await refused('DELETE', `/api/directory/towns/${town.id}`)).toMatchObject({ code: 'inUse' })
    expect(await refused('PUT', '/api/directory/towns', { id: 987_654, name: 'Нигде' })).toMatchObject({
      status: 404,
    })
  })
})

describe('the classifier', () => {
  const fields = {
    place: 'Квартира',
    category: 'Водоснабжение',
    problem: 'Нет воды',
    service: 'coldWater',
    isEmergency: true,
    dangerScript: null,
    isActive: true,
    informMinutes: 30,
    localizeMinutes: 30,
    restoreMinutes: 240,
    eliminateMinutes: 4320,
    calendar: null,
    basis: 'ПП РФ 416, п. 13',
  }
  const Entry = routes.saveClassifierEntry.response
  const listed = async (who: Browser, id: number) => {
    const answer = await who.send('GET', '/api/classifier')
    const { entries } = routes.listClassifier.response.parse(await answer.json())
    return entries.find((entry) => entry.id === id)
  }

  it('makes a version of each change, seen at once by every process; tasks keep theirs', async () => {
    const other = await startEdge({ database: edge.database })
    await edge.addUser('operator', 'elsewhere')
    const elsewhere = await other.signIn('elsewhere')
    const added = await ask(Entry, 'PUT', '/api/classifier/0', { ruleVersion: 0, fields })
    expect(await listed(as('operator'), added.id)).toEqual(added)
    expect(await listed(elsewhere, added.id)).toEqual(added)
    const task = await as('dispatcher').send('POST', '/api/tasks', {
      body: { text: 'Нет воды', place: 'двор', classifierId: added.id },
    })
    const draft = z.object({ id: z.number(), version: z.number() }).parse(await task.json())
    const registered = await as('dispatcher').send('POST', `/api/tasks/${draft.id}/register`, {
      body: { version: draft.version, fields: {} },
    })
    expect(registered.status).toBe(200)
    const record = () => edge.deps.store.repositories.tasks.find(draft.id)
    const before = await record()

    const shorter = { ...fields, restoreMinutes: 120, isActive: false }
    const changed = await ask(Entry, 'PUT', `/api/classifier/${added.id}`, {
      ruleVersion: 1,
      fields: shorter,
    })
    expect(changed).toMatchObject({ isActive: false, rule: { version: 2, restoreMinutes: 120 } })
    expect((await listed(elsewhere, added.id))?.rule.version).toBe(2)
    expect((await listed(as('operator'), added.id))?.rule.version).toBe(2)
    await other.stop()

    expect([before?.ruleVersion, (await record())?.ruleVersion]).toEqual([1, 1])
    expect((await record())?.deadlines).toEqual(before?.deadlines)
    const { versions } = await ask(
      routes.classifierHistory.response,
      'GET',
      `/api/classifier/${added.id}/history`,
      undefined,
      'supervisor',
    )
    expect(versions.map(({ version, entry }) => [version, entry])).toEqual([
      [2, shorter],
      [1, fields],
    ])
    expect(versions[0]?.byName).toBe(as('admin').user?.name)
    expect(await refused('PUT', `/api/classifier/${added.id}`, { ruleVersion: 1, fields })).toMatchObject({
      code: 'conflict',
      details: { current: 2 },
    })
    expect(await refused('PUT', '/api/classifier/0', { ruleVersion: 0, fields })).toMatchObject({
      code: 'inUse',
    })
    expect(
      await refused('PUT', `/api/classifier/${added.id}`, {
        ruleVersion: 2,
        fields: { ...fields, calendar: [23, 8] },
      }),
    ).toMatchObject({ code: 'badInput' })
    expect(
      await refused('PUT', `/api/classifier/${added.id}`, { ruleVersion: 2, fields }, 'supervisor'),
    ).toMatchObject({ status: 403 })
  })
})
