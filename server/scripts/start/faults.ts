import { EmbeddedPostgresError } from '#server/platform/embedded/postgres.ts'
import { systemCode } from '#server/platform/embedded/postgres/error.ts'
import { ConfigError } from '#server/config/config.ts'
import { UsageError } from './options.ts'

/** What ends `npm start`: one sentence for the person, and an exit code of sysexits.h (64–78) for the machine. */
export interface Fault {
  sentence: string
  exitCode: number
}

/** A port that cannot be listened on. */
export class PortError extends Error {
  readonly host: string
  readonly port: number
  readonly reason: string
  constructor(host: string, port: number, reason: string) {
    super(`${host}:${port} ${reason}`)
    this.host = host
    this.port = port
    this.reason = reason
  }
}

/** The client could not be built; `words` is the end of what Vite said. */
export class BuildError extends Error {}

export function faultOf(error: unknown): Fault {
  if (error instanceof UsageError)
    return {
      sentence: `Не годится: ${error.message} Список параметров: npm start -- --help`,
      exitCode: 64,
    }
  if (error instanceof ConfigError) return { sentence: configSentence(error), exitCode: 78 }
  if (error instanceof PortError) return { sentence: portSentence(error), exitCode: 69 }
  if (error instanceof EmbeddedPostgresError) return postgresFault(error)
  if (error instanceof BuildError)
    return { sentence: `Интерфейс не собрался: ${error.message}`, exitCode: 70 }
  const taken = listenError(error)
  if (taken) return { sentence: portSentence(taken), exitCode: 69 }
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { sentence: `Вахта не запустилась из-за ошибки в программе: ${words}`, exitCode: 70 }
}

const configSentence = (error: ConfigError): string =>
  error.problems
    .map(({ variable, value, expected }) =>
      value === ''
        ? `Не хватает переменной среды ${variable}: ${expected}.`
        : `Переменная среды ${variable}=${value} не годится: ${expected}.`,
    )
    .join('\n')

/** A port that was taken between our look at it and the moment we wanted it, or PBX_PORT. */
function listenError(error: unknown): PortError | null {
  const reason = systemCode(error)
  if (
    reason === undefined ||
    !(error instanceof Error) ||
    !('syscall' in error) ||
    error.syscall !== 'listen'
  )
    return null
  const port = 'port' in error && typeof error.port === 'number' ? error.port : 0
  const host = 'address' in error && typeof error.address === 'string' ? error.address : ''
  return new PortError(host, port, reason)
}

function portSentence({ host, port, reason }: PortError): string {
  if (reason === 'EADDRINUSE')
    return `Порт ${port} занят другой программой; выберите другой: npm start -- --port ${port + 1}`
  if (reason === 'EACCES')
    return `Порт ${port} не разрешён этому пользователю; выберите больше 1024: npm start -- --port 8080`
  return `Адрес ${host}:${port} недоступен (${reason}); проверьте HOST и PORT.`
}

function postgresFault({ fault, details }: EmbeddedPostgresError): Fault {
  const { path, reason } = details
  switch (fault) {
    case 'alreadyRunning':
      return {
        sentence: `С этими данными уже работает другая Вахта: процесс ${details['pid']} на ${details['host']} с ${details['since']}. Остановите её или укажите другой каталог: npm start -- --data КАТАЛОГ`,
        exitCode: 75,
      }
    case 'dataDirUnusable':
      return {
        sentence: `Каталог данных ${path} недоступен (${reason}); укажите другой: npm start -- --data КАТАЛОГ`,
        exitCode: 73,
      }
    case 'dataDirBroken':
      return {
        sentence: `Каталог ${path} повреждён или занят чужими файлами (${reason}); верните резервную копию или укажите другой: npm start -- --data КАТАЛОГ`,
        exitCode: 73,
      }
    case 'otherVersion':
      return {
        sentence: `Данные в ${path} созданы PostgreSQL ${details['found']}, а здесь PostgreSQL ${details['needed']}; перенесите их или укажите другой каталог: npm start -- --data КАТАЛОГ`,
        exitCode: 73,
      }
    case 'unsupportedPlatform':
      return {
        sentence: `Для ${details['platform']} нет встроенного PostgreSQL; укажите свой в DATABASE_URL.`,
        exitCode: 71,
      }
    case 'didNotStart':
      return { sentence: `PostgreSQL не запустился (${details['step']}): ${reason}`, exitCode: 71 }
  }
}
