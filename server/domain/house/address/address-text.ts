/** "ул. Республики, 5, кв. 12": the form that is frozen in a task and read to the caller. */
export function addressText(parts: {
  /** Where the company works in several towns and this one must be said. */
  town?: string | null
  /** Kind of street as it stands before the name: `ул.`, `пр-т`, `пер.` */
  kind: string
  street: string
  house: string
  apartment?: string | null
}): string {
  const { town = null, apartment = null } = parts
  const street = `${parts.kind} ${parts.street}`.trim()
  return [
    ...(town === null ? [] : [town]),
    street,
    parts.house,
    ...(apartment === null ? [] : [`кв. ${apartment}`]),
  ].join(', ')
}
