/** `npm run call`: a resident's call against a running Vakhta, for demos and tests. */
import { parseArgs } from 'node:util'
import { fetchCredentials } from './fetch-credentials.ts'
import { call } from './node-caller.ts'
import { isSampleName, residentSamples, samples } from './samples.ts'

const help = `Звонит в диспетчерскую работающей «Вахты», как позвонил бы житель.

  npm run call -- [--number +73452000012] [--name "Иванова Мария"] [--say leak] [--seconds 30]
                  [--to 112] [--server http://127.0.0.1:8080]

  --number   с какого номера; карточка покажет, что о нём известно
  --name     имя, которое покажет телефон
  --say      что сказать: ${residentSamples.join(', ')}; или тон в герцах: 440
  --seconds  через сколько секунд разговора положить трубку
  --to       куда звонить; без этого – в очередь
  --server   адрес «Вахты»
`

const { values } = parseArgs({
  options: {
    number: { type: 'string', default: '+73452000012' },
    name: { type: 'string', default: '' },
    say: { type: 'string', default: 'leak' },
    seconds: { type: 'string', default: '30' },
    to: { type: 'string' },
    server: { type: 'string', default: 'http://127.0.0.1:8080' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

async function main(): Promise<number> {
  if (values.help) {
    process.stdout.write(help)
    return 0
  }
  const toneHz = Number(values.say)
  if (!isSampleName(values.say) && !(toneHz >= 50 && toneHz <= 3_500)) {
    process.stderr.write(
      `Записи «${values.say}» нет. Есть: ${residentSamples.join(', ')}; или тон от 50 до 3500.\n`,
    )
    return 2
  }
  const credentials = await fetchCredentials(values.server, { number: values.number, name: values.name })
  const made = await call({
    credentials,
    speech: isSampleName(values.say) ? { sample: values.say } : { toneHz },
    ...(values.to !== undefined && { target: values.to }),
  })
  const hangUp = (): void => void made.hangUp()
  process.on('SIGINT', hangUp)
  process.stdout.write(
    `Звонок на ${values.to ?? credentials.queueNumber} с номера ${values.number}: ` +
      `${isSampleName(values.say) ? samples[values.say].title : `${toneHz} Гц`}\n`,
  )
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    await made.answered
    process.stdout.write(`Ответили; звонок ${made.pbxCallId ?? 'без номера'}\n`)
    timer = setTimeout(hangUp, Number(values.seconds) * 1_000)
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`)
  }
  await made.ended
  clearTimeout(timer)
  const { packets, level } = made.heard()
  process.stdout.write(
    `Окончен: отправлено пакетов ${made.sent()}, услышано ${packets}, громкость ${level.toFixed(3)}\n`,
  )
  await made.stop()
  return made.states.some(({ state }) => state === 'talking') ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
