import type { Texts } from './texts.ru.ts'

export const texts: Texts = {
  dangerKind: {
    gas: 'Smell of gas',
    lift: 'People in a lift',
    fire: 'Fire, smoke',
    electricity: 'Sparks, bare wire',
    collapse: 'Parts of the building fall',
  },
}
