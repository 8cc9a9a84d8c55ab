/** Speaks a text into a WAV of 16 bit, mono; rejected with `code: 'ENOENT'` where the engine is missing. */
export interface Speech {
  speak(text: string): Promise<Buffer>
}

/** An engine that hangs is ended: a caller who waits for a text hears none, rather than the job waiting for ever. */
export const engineTimeoutMs = 20_000

/** Where an engine is missing, `execFile` and we say so alike. */
export const noEngine = (what: string): Error =>
  Object.assign(new Error(`${what} is not installed`), { code: 'ENOENT' })
