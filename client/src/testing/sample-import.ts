import type { Import } from '#contracts/import.ts'

/** A checked file of five lines, of which two are faulty. */
export const sampleImport = (over: Partial<Import> = {}): Import => ({
  id: 5,
  fileName: 'жители.xlsx',
  state: 'ready',
  counts: { read: 5, good: 3, faulty: 2, added: 2, changed: 1, same: 0, done: 5 },
  columns: [
    { heading: 'Улица', field: 'street' },
    { heading: 'Кв.', field: 'flat' },
    { heading: 'Паспорт', field: null },
  ],
  sample: [['ул. Республики', '12', '1234']],
  faults: [
    { line: 4, column: 'Улица', value: 'Несуществующая', reason: 'unknownStreet' },
    { line: 6, column: 'ФИО', value: '', reason: 'missing' },
  ],
  error: null,
  byName: 'Анна Старшая',
  createdAt: '2026-11-22T10:00:00.000Z',
  finishedAt: null,
  ...over,
})
