/**
 * Every group of phrases, by its name. Each `texts.ru.ts` adds its own here (`declare module`), so a new catalogue is
 * known to the compiler without a list; two catalogues with one group do not compile.
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- what it holds is declared beside the phrases
export interface Messages {}

type Paths<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}` }[keyof T & string]
/** Every key of a phrase; a key that is in no catalogue does not compile. `page.board` is the title of the page `board`. */
export type MessageKey = Paths<Messages> | `page.${string}`
