import type { CallingOrganisation } from '#contracts/caller-card.ts'

/** Own workers of the demo company; digits as of nobody real, like the residents' (company.ts). */
export const demoWorkers: readonly { name: string; group: string; categories: string[]; digits: string }[] = [
  {
    name: 'Рашид Галеев',
    group: 'Слесари-сантехники',
    categories: ['Водоснабжение', 'Отопление', 'Водоотведение'],
    digits: '73452090001',
  },
  {
    name: 'Виктор Шумилов',
    group: 'Электрики',
    categories: ['Электроснабжение'],
    digits: '73452090002',
  },
  {
    name: 'Зоя Третьякова',
    group: 'Уборка и двор',
    categories: ['Уборка', 'Мусоропровод', 'Подъезд'],
    digits: '73452090003',
  },
]

export const demoOrganisations: readonly (CallingOrganisation & { digits: string })[] = [
  {
    name: 'Горводоканал, диспетчер',
    kind: 'water',
    note: 'Сообщают об отключениях холодной воды; спросить адреса и время пуска.',
    digits: '73452091001',
  },
  {
    name: 'Теплосеть, диспетчер',
    kind: 'heat',
    note: 'Спросить номер ЦТП и температуру подачи.',
    digits: '73452091002',
  },
  { name: 'Лифт-сервис, аварийная бригада', kind: 'lift', note: '', digits: '73452091003' },
]
