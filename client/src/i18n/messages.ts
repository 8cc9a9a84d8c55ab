/**
 * Every group of phrases, by its name. Each `texts.ru.ts` adds its own here (`declare module`), so a new catalogue is
 * known to the compiler without a list; two catalogues with one group do not compile.
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- what it holds is declared beside the phrases
export interface Messages {}

/** Every page by its name, added likewise by its `routes.ts`: its title is the phrase `page.<name>`. */
// oxlint-disable-next-line typescript/no-empty-object-type -- as above
export interface PageTitles {}
export type PageName = keyof PageTitles

type Paths<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}` }[keyof T & string]
/** Every key of a phrase; a key that is in no catalogue does not compile. */
export type MessageKey = Paths<Messages> | `page.${PageName}`
