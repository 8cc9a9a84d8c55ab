import type { Knex } from 'knex'
import type { BrowserPage } from '#server/testing/browser/browser.ts'
import type { Browser } from '#server/testing/browser/browser.ts'
import { demoPassword } from '#server/testing/people/demo-password.ts'

/** Where the main job is played: the product with one PBX and the demo company, and somebody who calls. */
export interface World {
  origin: string
  knex: Knex
  /** SIPp hangs up by itself after `seconds`. */
  call(seconds?: number): Promise<WorldCall>
  /** The PBX's own ledger file, and how its lines read. */
  ledger: { file: string; source: 'embedded' | 'asterisk' }
  /** Address of the PBX itself, past our own /ws. */
  sipServer: string
  /** The PBX alone goes away. */
  stopPbx?(): Promise<void>
  close(): Promise<void>
}

export interface WorldCall {
  /** Resolves when the operator's voice was measured at the caller's side; with SIPp, in the recording. */
  hearsTheOperator(): Promise<void>
  /** The caller ends the call. */
  hangUp(): Promise<void>
  /** Resolves when the call is over, whoever ended it. */
  ended(): Promise<void>
  /** What can be proved only when the call is over: the recording holds the caller's tone. */
  checkRecording(supervisor: BrowserPage, callId: string): Promise<void>
}

export type OpenWorld = (browser: Browser) => Promise<World>

/** A resident of the demo company, as pages show the number. */
export const resident = { number: '+73452000001', shown: '+7 3452 00-00-01' }
/** An address and a problem of the demo company. */
export const task = { address: 'республики', problem: 'стояк' }
const password = demoPassword
export const people = {
  operator: { login: 'operator1', password },
  dispatcher: { login: 'dispatcher1', password },
  supervisor: { login: 'supervisor', password },
  admin: { login: 'admin', password },
}
