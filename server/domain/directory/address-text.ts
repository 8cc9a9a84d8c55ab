/** "ул. Республики, 5, кв. 12": the form that is frozen in a task and read to the caller. */
export function addressText(parts: {
  /** Kind of street as it stands before the name: `ул.`, `пр-т`, `пер.` */
  kind: string
  street: string
  house: string
  apartment: string | null
}): string {
  const street = `${parts.kind} ${parts.street}`.trim()
  return [street, parts.house, ...(parts.apartment === null ? [] : [`кв. ${parts.apartment}`])].join(', ')
}
