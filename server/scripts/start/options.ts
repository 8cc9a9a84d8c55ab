import { parseArgs } from 'node:util'

export const helpText = `Вахта: контакт-центр и диспетчерская управляющей компании.

  npm start                       всё в одном процессе, ничего устанавливать не нужно
  npm start -- --port 9000        с параметрами

Параметры (сильнее одноимённых переменных среды, см. .env.example):
  --host АДРЕС      где слушать (HOST, обычно 127.0.0.1; 0.0.0.0 – для всей сети, без демонстрации)
  --port ЧИСЛО      порт (PORT, обычно 8080; 0 – любой свободный)
  --data КАТАЛОГ    где хранить данные (DATA_DIR, обычно ./data)
  --pbx ВИД         embedded – встроенная АТС, asterisk – Asterisk 22 (PBX)
  --services СПИСОК web,worker,telephony (SERVICES)
  --no-demo         без демонстрационной компании (DEMO=0)
  --help            эта справка

Чем закончилось (код выхода):
   0  остановлена по Ctrl+C или SIGTERM
  64  неизвестный параметр
  69  порт занят или недоступен
  70  ошибка в самой программе
  71  PostgreSQL не запустился
  73  каталог данных не годится
  75  с этими данными уже работает другая Вахта
  78  ошибка в переменной среды или параметре

Другие команды: npm run admin:create – первый администратор; npm run migrate – схема базы.
`

export class UsageError extends Error {}

/** The environment with the command line laid over it; null: the help was asked for. @throws UsageError */
export function environmentOf(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> | null {
  const { values } = parsed(args)
  if (values.help) return null
  const given: Record<string, string | undefined> = {
    HOST: values.host,
    PORT: values.port,
    DATA_DIR: values.data,
    PBX: values.pbx,
    SERVICES: values.services,
    DEMO: values['no-demo'] ? '0' : undefined,
  }
  return { ...env, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        host: { type: 'string' },
        port: { type: 'string', short: 'p' },
        data: { type: 'string' },
        pbx: { type: 'string' },
        services: { type: 'string' },
        'no-demo': { type: 'boolean' },
      },
    })
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    throw new UsageError(`параметр ${/'(-[^']*)'/.exec(words)?.[1] ?? words}.`)
  }
}
