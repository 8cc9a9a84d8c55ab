/**
 * The leave to ring one number once. A machine calls with one alone, and one gate gives them (`may-call.ts`): a thing
 * that merely looks like it is none.
 */
export class CallPermit {
  readonly #given: true = true
  readonly callId: string
  readonly digits: string
  constructor(callId: string, digits: string) {
    this.callId = callId
    this.digits = digits
  }
  static isOne(what: unknown): what is CallPermit {
    return what instanceof CallPermit && what.#given
  }
}
