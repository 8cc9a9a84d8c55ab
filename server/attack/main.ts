/**
 * `npm run attack`: starts the product with its demo company, attacks it and prints what held, with figures; exit 1
 * when something did not. `-- --only=01,05` plays some. Bounded, and to this machine's loopback alone.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openDesk } from '#server/bench/burst/people/desk.ts'
import { startProduct } from '#server/testing/product/product.ts'
import type { Attack, Target } from './attack.ts'
import { attacks } from './attacks.ts'
import { startOperator } from './operator-at-work.ts'
import { readProbe } from './probe-reading.ts'
import { demoPassword } from '#server/testing/people/demo-password.ts'

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const chosen = attacks.filter(({ number }) => !values.only || values.only.split(',').includes(number))
const mostGrowth = 1.2
const mostStallMs = 50

/** Each attack has a product of its own: none suffers from what another left. */
async function play(attack: Attack): Promise<{ isHeld: boolean; figures: string }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'vakhta-attack-'))
  const probe = path.join(dataDir, 'probe')
  const product = await startProduct({
    env: { DATA_DIR: dataDir, DEMO: '1', ATTACK_PROBE: probe, LOG_LEVEL: 'warn' },
    nodeArgs: ['--expose-gc', '--import', path.join(import.meta.dirname, 'probe.ts')],
  })
  const operator = await startOperator(product.origin, 'operator1', demoPassword)
  try {
    // a call before counting: what is compiled and cached once is not the attack's
    await operator.nextCall()
    const before = await readProbe(probe)
    operator.calls()
    const target: Target = {
      origin: product.origin,
      port: product.port,
      dataDir,
      signIn: (login) => openDesk(product.origin, login, demoPassword),
      memory: () => readProbe(probe),
    }
    const verdict = await attack.run(target)
    const during = operator.calls()
    // one more may have begun in the attack
    if (attack.isWithoutOperator === true)
      during.splice(0, Number.POSITIVE_INFINITY, await operator.nextCall())
    const { stallMs, peakRss } = await readProbe(probe)
    const after = await operator.nextCall()
    const left = await readProbe(probe)
    const faults = [...during, after].flatMap(({ error }) => error ?? [])
    const growth = left.live / before.live
    const most = attack.stallMs ?? mostStallMs
    const mostRss = attack.peakRss ?? Number.POSITIVE_INFINITY
    return {
      isHeld:
        verdict.isHeld &&
        faults.length === 0 &&
        growth <= mostGrowth &&
        stallMs <= most &&
        peakRss <= mostRss,
      figures: [
        verdict.figures,
        `stall ${stallMs.toFixed(0)} ms CPU (most ${most})`,
        `memory ${before.live.toFixed(0)} → ${left.live.toFixed(0)} MB, peak RSS ${peakRss.toFixed(0)} MB`,
        `operator: ${during.length + 1} calls, ${faults.length} failed${faults[0] ? ` (${faults[0]})` : ''}`,
      ].join('; '),
    }
  } catch (error) {
    return {
      isHeld: false,
      figures: `${String(error)} ${error instanceof Error ? String(error.cause) : ''}\n${product.output().slice(-2_000)}`,
    }
  } finally {
    await operator.stop()
    await product.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

let failed = 0
for (const attack of chosen) {
  const { isHeld, figures } = await play(attack)
  if (!isHeld) failed += 1
  process.stdout.write(`${isHeld ? 'held  ' : 'FAILED'} ${attack.number} ${attack.title}: ${figures}\n`)
}
process.stdout.write(`\n${chosen.length - failed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)
