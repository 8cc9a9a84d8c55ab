import type { z } from 'zod'

/** The name of a field. Keys of records may be anything, and so hold anything. */
const isField = /^[a-z_]\w{0,60}$/i
const mostIssues = 5

/** Where, and what kind of fault; never a value, nor a message that could quote one. */
const placeOf = ({ path, code }: z.core.$ZodIssue): string => {
  const steps = path.map((step) =>
    typeof step === 'number' || isField.test(String(step)) ? String(step) : '*',
  )
  return `${steps.join('.')} ${code}`
}

/** Something of ours was about to leave that is not as its contract says: a fault to be logged, and not sent. */
export class BrokenContract extends Error {
  constructor(what: string, { issues }: z.core.$ZodError) {
    const places = issues.slice(0, mostIssues).map(placeOf)
    if (issues.length > mostIssues) places.push(`${issues.length - mostIssues} more`)
    super(`${what} breaks its contract: ${places.join('; ')}`)
    this.name = 'BrokenContract'
  }
}
