/** A text as lists compare it with what is searched: by letters alone, and people write «е» for «ё». */
export const searchable = (text: string): string => text.toLowerCase().replaceAll('ё', 'е')
