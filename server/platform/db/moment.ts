/** As contracts write moments. Within JSON PostgreSQL writes them with its own offset and precision. */
export const moment = (at: Date | string): string => new Date(at).toISOString()
export const momentOrNull = (at: Date | string | null): string | null => (at === null ? null : moment(at))
