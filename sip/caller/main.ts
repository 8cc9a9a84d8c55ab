/** `npm run call`: a resident's call against a running Vakhta, for demos and tests. */
import { parseArgs } from 'node:util'
import { fetchCredentials } from './fetch-credentials.ts'
import { call } from './node-caller.ts'
import { isSampleName, residentSamples, samples } from './samples.ts'

const help = `Calls the dispatch desk of a running Vakhta, as a resident would.

  npm run call -- [--number +73452000012] [--name "Иванова Мария"] [--say leak] [--seconds 30]
                  [--to 112] [--server http://127.0.0.1:8080]

  --number   the number to call from; the card shows what is known of it
  --name     the name that the telephone shows
  --say      what to say: ${residentSamples.join(', ')}; or a tone: 440
  --seconds  hang up after so many seconds of talk
  --to       number to call; the queue's by default
  --server   address of Vakhta
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
    process.stderr.write(`There is no sample "${values.say}". There are: ${residentSamples.join(', ')}.\n`)
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
    `Calling ${values.to ?? credentials.queueNumber} from ${values.number}: ` +
      `${isSampleName(values.say) ? samples[values.say].title : `${toneHz} Hz`}\n`,
  )
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    await made.answered
    process.stdout.write(`Answered; call ${made.pbxCallId ?? 'without an id'}\n`)
    timer = setTimeout(hangUp, Number(values.seconds) * 1_000)
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`)
  }
  await made.ended
  clearTimeout(timer)
  const { packets, level } = made.heard()
  process.stdout.write(`Ended: sent ${made.sent()} packets, heard ${packets}, level ${level.toFixed(3)}\n`)
  await made.stop()
  return made.states.some(({ state }) => state === 'talking') ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
