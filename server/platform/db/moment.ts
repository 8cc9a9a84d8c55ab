/** As contracts write moments. */
export const momentOrNull = (date: Date | null): string | null => date?.toISOString() ?? null
