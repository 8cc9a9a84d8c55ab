import { Headers } from '../message/headers.ts'
import type { SipRequest } from '../message/request.ts'

/** What is kept of a request that has its final answer: enough for its ACK, nothing of its text. */
export const answered = (request: SipRequest): SipRequest => ({
  ...request,
  raw: { ...request.raw, headers: new Headers(), body: '' },
  body: '',
})
