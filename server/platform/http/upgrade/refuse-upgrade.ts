import type { Duplex } from 'node:stream'

const reasons = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** Ends an upgrade request with a plain answer. */
export function refuseUpgrade(socket: Duplex, status: keyof typeof reasons): void {
  const retry = status === 503 ? 'Retry-After: 2\r\n' : ''
  socket.end(
    `HTTP/1.1 ${status} ${reasons[status]}\r\n${retry}Connection: close\r\nContent-Length: 0\r\n\r\n`,
  )
}
