import { z } from 'zod'

/**
 * Every environment variable that Vakhta reads: its check, its default, and what it is for. `.env.example` and
 * the page of `npm start -- --help` say the same, and a test proves it.
 */
const port = z.coerce.number().int().min(0).max(65_535)
const flag = z.enum(['0', '1']).transform((text) => text === '1')
const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `expected an address that begins with ${protocols.map((name) => `${name}//`).join(' or ')}`,
  })
const Service = z.enum(['web', 'worker', 'telephony'])
export type Service = z.infer<typeof Service>
/** Words with commas between them. */
const list = <T>(item: z.ZodType<T, string>) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(item).min(1))
const timeZone = z
  .string()
  .refine((name) => isTimeZone(name), { error: 'expected an IANA zone such as Asia/Yekaterinburg' })
const hostAndPort = z.string().regex(/^[^\s:]+:\d{1,5}$/, { error: 'expected host:port' })

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

export const Variables = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(8080),
  PUBLIC_ORIGIN: url('http:', 'https:').optional(),
  TRUST_PROXY: flag.default(false),
  SERVICES: list(Service).default(['web', 'worker', 'telephony']),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_BOOTSTRAP_PASSWORD_FILE: z.string().min(1).optional(),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  MEMCACHED_SERVERS: list(hostAndPort).optional(),
  DEMO: flag.optional(),
  DEMO_PASSWORD: z.string().min(8).optional(),
  DEMO_ON_NETWORK: flag.default(false),
  CALL_PAGE: flag.optional(),
  TIME_ZONE: timeZone.default('Asia/Yekaterinburg'),
  PBX: z.enum(['embedded', 'asterisk']).default('embedded'),
  PBX_PORT: port.optional(),
  SIP_DOMAIN: z
    .string()
    .regex(/^[a-z0-9.-]+$/i)
    .default('vakhta.local'),
  SIP_REALM: z
    .string()
    .regex(/^[^"\\\s]+$/)
    .default('vakhta'),
  QUEUE_NUMBER: z
    .string()
    .regex(/^\d{1,10}$/)
    .default('112'),
  ASTERISK_CEL_FILE: z.string().min(1).default('/var/log/asterisk/cel-custom/cel.json'),
  ASTERISK_WS: hostAndPort.default('127.0.0.1:8088'),
  ASTERISK_AMI: hostAndPort.default('127.0.0.1:5038'),
  ASTERISK_AMI_USER: z.string().min(1).default('vakhta'),
  ASTERISK_AMI_SECRET: z.string().min(1).optional(),
  ASTERISK_AMI_SECRET_FILE: z.string().min(1).optional(),
  ASTERISK_AMI_ROBOT_SECRET: z.string().min(1).optional(),
  ASTERISK_AMI_ROBOT_SECRET_FILE: z.string().min(1).optional(),
  ASTERISK_DB_USER: z
    .string()
    .regex(/^[a-z_][a-z0-9_]*$/)
    .default('asterisk'),
  ASTERISK_DB_PASSWORD: z.string().min(1).optional(),
  ASTERISK_DB_PASSWORD_FILE: z.string().min(1).optional(),
  RECORDINGS_DIR: z.string().min(1).optional(),
  ANNOUNCEMENTS_DIR: z.string().min(1).optional(),
  SMS_GATEWAY_URL: url('http:', 'https:').optional(),
  SMS_GATEWAY_TOKEN: z.string().min(1).optional(),
  SMS_GATEWAY_TOKEN_FILE: z.string().min(1).optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
})
export type Variables = z.output<typeof Variables>
export const variableNames = Object.keys(Variables.shape)
