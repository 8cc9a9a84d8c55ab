import path from 'node:path'
import type { Config } from '#server/config/config.ts'
import type { DemoUser } from '../demo/users.ts'

export interface PageFacts {
  config: Config
  port: number
  seconds: number
  /** Demo users that are in this database, and the password of all of them. */
  demoUsers: readonly DemoUser[]
  demoPassword: string
  hasUsers: boolean
}

const roleNames: Record<DemoUser['role'], string> = {
  operator: 'оператор',
  dispatcher: 'диспетчер',
  supervisor: 'руководитель смены',
  admin: 'администратор',
  viewer: 'экран на стене',
}

/** The page that `npm start` prints when everything runs: where to go and how to sign in. */
export function readyPage(facts: PageFacts): string {
  const { config, port } = facts
  const host = ['0.0.0.0', '::'].includes(config.http.host) ? 'localhost' : config.http.host
  const site = config.http.publicOrigin ?? `http://${host}:${port}`
  const seconds = facts.seconds.toFixed(1).replace('.', ',')
  const places = [
    ['Вход', '/'],
    ['Рабочее место оператора', '/console'],
    ['Доска диспетчера', '/board'],
    ['Журнал звонков', '/log'],
    ['Настройки', '/settings'],
    ...(config.callPage ? [['Звонок жителя из браузера', '/call']] : []),
  ].map(([name = '', where = '']) => `  ${name.padEnd(26)} ${site}${where}`)
  return [
    '',
    `Вахта запущена за ${seconds} с.`,
    '',
    ...places,
    '',
    ...signIns(facts),
    ...storage(config),
    '',
  ].join('\n')
}

function signIns({ demoUsers, demoPassword, hasUsers }: PageFacts): string[] {
  if (demoUsers.length > 0)
    return [
      'Демонстрационная компания. Имя и пароль для входа:',
      '',
      ...demoUsers.map(
        ({ login, name, role }) =>
          `  ${login.padEnd(12)} ${demoPassword.padEnd(15)} ${name}, ${roleNames[role]}`,
      ),
      '',
      'Попробуйте: войдите оператором, откройте в другой вкладке звонок жителя и нажмите «Позвонить».',
      '',
    ]
  return hasUsers ? [] : ['Пользователей ещё нет. Первый администратор: npm run admin:create', '']
}

function storage(config: Config): string[] {
  const data = path.relative(process.cwd(), config.dataDir) || '.'
  const place =
    config.databaseUrl === null
      ? `Данные хранятся в каталоге ${data}.`
      : 'Данные хранятся в PostgreSQL по DATABASE_URL.'
  return [`${place} Остановить: Ctrl+C.`]
}
