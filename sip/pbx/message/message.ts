import type { Headers } from './headers.ts'

/** A request as the parser saw it; `fault` says what is wrong with its form, null when nothing is. */
export interface RawRequest {
  kind: 'request'
  method: string
  uri: string
  version: string
  headers: Headers
  body: string
  fault: string | null
}

export interface SipResponse {
  kind: 'response'
  status: number
  reason: string
  headers: Headers
  body: string
}

/** What the PBX is about to send; Via, Content-Length and the like are added by the layers below. */
export interface OutgoingRequest {
  method: string
  uri: string
  headers: [name: string, value: string][]
  body: string
}

export interface OutgoingResponse {
  status: number
  reason?: string
  headers?: [name: string, value: string][]
  body?: string
}
