import { lookup } from 'node:dns/promises'
import type { Trunk, TrunkTest } from '#contracts/trunk.ts'
import { numberOut } from '#domain/trunk/number-out.ts'
import { endpointOf } from '#domain/trunk/trunk-live.ts'
import type { Deps } from '#server/deps.ts'
import type { LineTests } from '#sip/asterisk/line-test.ts'

type Step = TrunkTest['steps'][number]

/** Tries the line step by step; each answer is there to be read as soon as it came. Run by the job `trunk.test`. */
export async function runTrunkTest(deps: Deps, trunkId: number): Promise<void> {
  const { trunks } = deps.store.repositories
  const trunk = await trunks.find(trunkId)
  const test = await trunks.lastTest(trunkId)
  const { lineTests } = deps.messages
  if (trunk === null || test === null || test.isDone) return
  const steps: Step[] = []
  const answered = async (step: Step): Promise<void> => {
    steps.push(step)
    await trunks.saveTest(trunkId, { ...test, steps })
  }
  await answered(await addressStep(trunk))
  if (lineTests === null) await answered({ step: 'call', result: 'bad', said: 'ASTERISK_AMI_ROBOT_SECRET' })
  else {
    for (const step of await stateSteps(trunk, lineTests)) await answered(step)
    await answered(await callStep(trunk, test.number, lineTests))
  }
  await trunks.saveTest(trunkId, { ...test, steps, isDone: true })
}

async function addressStep({ fields }: Trunk): Promise<Step> {
  if (fields.host === '') return { step: 'address', result: 'skipped', said: '' }
  return lookup(fields.host, { all: true }).then(
    (found) => ({ step: 'address', result: 'good', said: found.map(({ address }) => address).join(', ') }),
    (error: NodeJS.ErrnoException) => ({ step: 'address', result: 'bad', said: error.code ?? error.message }),
  )
}

async function stateSteps(trunk: Trunk, lineTests: LineTests): Promise<Step[]> {
  const { contact, registration } = await lineTests.state(endpointOf(trunk))
  const { isProbed, registers } = trunk.fields
  return [
    {
      step: 'options',
      result: isProbed ? (contact === 'Reachable' ? 'good' : 'bad') : 'skipped',
      said: contact ?? '',
    },
    {
      step: 'registration',
      result: registers ? (registration === 'Registered' ? 'good' : 'bad') : 'skipped',
      said: registration ?? '',
    },
  ]
}

async function callStep(trunk: Trunk, number: string, lineTests: LineTests): Promise<Step> {
  const said = await lineTests.call({
    id: String(Date.now()),
    endpoint: endpointOf(trunk),
    number: numberOut(number, trunk.fields),
    from: trunk.fields.callerNumber,
  })
  // busy or not taken is an answer of the one who was called: the line has done its part
  const isGood = /^(ANSWER|NOANSWER|BUSY)$|^SIP (480|486|487)\b/.test(said)
  return { step: 'call', result: isGood ? 'good' : 'bad', said }
}
