/** Why the embedded PostgreSQL cannot run; `npm start` gives each a sentence of its own. */
export type EmbeddedPostgresFault =
  | 'unsupportedPlatform' // no binaries for this system among the packages
  | 'dataDirUnusable' // cannot be made, read or written
  | 'dataDirBroken' // is not a data directory of ours, or PostgreSQL refuses it
  | 'otherVersion' // made by another major version of PostgreSQL
  | 'alreadyRunning' // another start holds it
  | 'didNotStart'

export class EmbeddedPostgresError extends Error {
  readonly fault: EmbeddedPostgresFault
  /** Facts for the sentence: path, holder's pid, PostgreSQL's own words. */
  readonly details: Record<string, string | number>
  constructor(fault: EmbeddedPostgresFault, details: Record<string, string | number> = {}) {
    super(
      `${fault}: ${Object.entries(details)
        .map(([key, value]) => `${key}=${value}`)
        .join(', ')}`,
    )
    this.name = 'EmbeddedPostgresError'
    this.fault = fault
    this.details = details
  }
}

/** `error.code` of a system error, e.g. ENOENT; undefined for anything else. */
export const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
