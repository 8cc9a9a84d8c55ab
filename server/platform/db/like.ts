/** The text as a LIKE pattern takes it literally: a typed `%` finds a percent sign. */
export const likeLiteral = (text: string): string => text.replace(/[\\%_]/g, String.raw`\$&`)
