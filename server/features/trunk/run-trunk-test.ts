import { lookup } from 'node:dns/promises'
import type { Trunk, TrunkTest } from '#contracts/trunk.ts'
import { numberOut } from '#domain/trunk/number-out.ts'
import { endpointOf } from '#domain/trunk/trunk-live.ts'
import type { Deps } from '#server/deps.ts'
import type { TrunkTests } from '#sip/asterisk/ami/trunk-test.ts'

type Step = TrunkTest['steps'][number]

/** Tries the trunk step by step; each answer is there to be read as soon as it came. Run by the job `trunk.test`. */
export async function runTrunkTest(deps: Deps, trunkId: number): Promise<void> {
  const { trunks } = deps.store.repositories
  const trunk = await trunks.find(trunkId)
  const test = await trunks.lastTest(trunkId)
  const { trunkTests } = deps.messages
  if (trunk === null || test === null || test.isDone) return
  const steps: Step[] = []
  const answered = async (step: Step): Promise<void> => {
    steps.push(step)
    await trunks.saveTest(trunkId, { ...test, steps })
  }
  await answered(await addressStep(trunk))
  if (trunkTests === null) await answered({ step: 'call', result: 'bad', said: 'ASTERISK_AMI_ROBOT_SECRET' })
  else {
    for (const step of await stateSteps(trunk, trunkTests)) await answered(step)
    await answered(await callStep(trunk, test.number, trunkTests))
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

async function stateSteps(trunk: Trunk, trunkTests: TrunkTests): Promise<Step[]> {
  const { contact, registration } = await trunkTests.state(endpointOf(trunk))
  const { isProbed, registers } = trunk.fields
  return [
    {
      step: 'options',
      result: isProbed ? (contact === 'reachable' ? 'good' : 'bad') : 'skipped',
      said: contact ?? '',
    },
    {
      step: 'registration',
      result: registers ? (registration === 'Registered' ? 'good' : 'bad') : 'skipped',
      said: registration ?? '',
    },
  ]
}

async function callStep(trunk: Trunk, number: string, trunkTests: TrunkTests): Promise<Step> {
  const said = await trunkTests.call({
    id: String(Date.now()),
    endpoint: endpointOf(trunk),
    number: numberOut(number, trunk.fields),
    from: trunk.fields.callerNumber,
  })
  // busy or not taken is an answer of the one who was called: the trunk has done its part
  const isGood = /^(ANSWER|NOANSWER|BUSY)$|^SIP (480|486|487)\b/.test(said)
  return { step: 'call', result: isGood ? 'good' : 'bad', said }
}
