import { mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { addressTowards } from './address-towards.ts'
import { containerConfig } from './container-config.ts'
import { renderConfig } from './render-config.ts'
import { prepareMusic } from './sounds/music.ts'
import { makeShare } from './sounds/queue-words.ts'
import { makePrompts } from './speech.ts'
import { espeak } from '#sip/speech/espeak.ts'

// Run by docker/asterisk/entrypoint.sh before Asterisk starts: configuration and prompts, from the environment.

const say = (level: string) => (facts: object, message: string) =>
  process.stdout.write(
    `${JSON.stringify({ level, time: new Date().toISOString(), ...facts, msg: message })}\n`,
  )
const log = { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') }

try {
  const library = readdirSync('/usr/lib').find((name) => name.endsWith('-linux-gnu'))
  const config = containerConfig(process.env, {
    // PostgreSQL is on the internal network alone
    back: await addressTowards(process.env['ASTERISK_DB_HOST'] ?? ''),
    moduleDir: library ? `/usr/lib/${library}/asterisk/modules` : '/usr/lib/asterisk/modules',
    readSecret: (file) => readFileSync(file, 'utf8').trim(),
  })
  for (const folder of ['db', 'keys/keys', 'spool'])
    mkdirSync(`${config.dataDir}/${folder}`, { recursive: true })
  mkdirSync('/var/log/asterisk/cel-custom', { recursive: true })
  const prompts = await makePrompts(config.promptsDir, espeak, log)
  await makeShare(config, (path) => path)
  await prepareMusic(config.musicDir, '/usr/share/asterisk/moh')
  await renderConfig({ ...config, prompts }, config.etcDir)
  log.info({ prompts }, 'the configuration of Asterisk is written')
} catch (error) {
  log.error({}, error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
