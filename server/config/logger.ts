import pino, { type DestinationStream, type Logger } from 'pino'
import { errorFacts } from './error-facts.ts'

/** Keys whose values never reach a log, wherever they stand. */
const secrets = [
  'password',
  'secret',
  'token',
  'csrf',
  'ha1',
  'ha1Md5',
  'ha1Sha256',
  'cookie',
  'authorization',
]
/** Keys whose values are telephone numbers: their last two digits are enough to find a call by. */
const numbers = ['from', 'number', 'phone', 'applicantPhone', 'fromNumber']

/**
 * One JSON line a fact on stdout, for whatever collects the container's output. House style 26: facts first,
 * no full numbers, no secrets.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const paths = [...secrets, ...numbers].flatMap((key) => [key, `*.${key}`, `*.*.${key}`])
  paths.push('*.headers["set-cookie"]', 'req.headers["sec-websocket-protocol"]')
  return pino(
    {
      level,
      base: { pid: process.pid },
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: errorFacts, error: errorFacts },
      redact: { paths, censor: censored },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  )
}

function censored(value: unknown, path: string[]): unknown {
  const key = path.at(-1) ?? ''
  if (!numbers.includes(key)) return '[secret]'
  if (typeof value !== 'string' || !/\d{5}/.test(value)) return value
  return value.replaceAll(/\d{5,}/g, (digits) => `***${digits.slice(-2)}`)
}
