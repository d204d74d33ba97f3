import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { credentials } from '@grpc/grpc-js'
import { TestView } from '../../core/testing/memory-port.ts'
import { nearestRank } from '../../domain/indicators/compliance.ts'
import type { Act } from '../../domain/model/act.ts'
import type { ActState } from '../../domain/view/act-item.ts'
import { CommandClient, SubmitRequest } from '../../proto/gen/wall/v1/command.ts'
import { benchCore, reached } from '../lib/bench-core.ts'
import { connectPublisher, publishMany, type Publisher } from '../lib/publisher.ts'
import { medianOf, printRows, timed } from '../lib/report.ts'
import { caseRecord, sampleCase } from '../lib/sample-cases.ts'
import { spawnProgram } from '../lib/spawned.ts'
import { withFolder } from '../lib/work-folder.ts'

const ACTS = 200
const STORM_PER_SECOND = 2_000
const STEP_MS = 100

const NOTE: Act = { kind: 'note', text: 'seen' }
/** No such unit: the gateway refuses it. */
const REFUSED: Act = { kind: 'dispatch', unitId: 'unit-of-nowhere' }

/** Online: from what a person does at a view to the gateway's word on that view, through outbox, disk and wire. */
export async function benchActAnswer(cases: number): Promise<void> {
  if (cases <= ACTS) throw new Error(`Each act needs a case of its own: --cases above ${ACTS}.`)
  await withFolder(async (folder) => {
    const gateway = await spawnProgram(
      ['gateway/main.ts', '--listen', '127.0.0.1:0', '--data', join(folder, 'gateway'), '--empty'],
      /listening on (\S+)/,
    )
    const publisher = connectPublisher(gateway.match)
    const baseMs = Date.now() - 3_600_000
    const listed = (index: number) => caseRecord(`listed-${index}`, sampleCase(index, 0, baseMs))
    let serial = 0
    // Cases that nobody acts on: their facts are the platform's alone.
    const stormy = () => {
      const mine = serial++
      const index = ACTS + (mine % (cases - ACTS))
      return caseRecord(`storm-${mine}`, sampleCase(index, 1 + Math.floor(mine / (cases - ACTS)), baseMs))
    }
    const core = benchCore(gateway.match, join(folder, 'wall'))
    await core.start()
    await reached(core, await publishMany(publisher, cases, listed))
    const view = new TestView()
    core.attach(view.port)
    view.attach()
    const direct = await submitDirectly(gateway.match)
    const accepted = await answersTo(view, 'plain', NOTE, 'accepted')
    const refused = await answersTo(view, 'wrong', REFUSED, 'refused')
    const storm = startStorm(publisher, stormy)
    const stormed = await answersTo(view, 'stormed', NOTE, 'accepted')
    const { perSecond } = await storm.stop()
    printRows(
      `acts online: ${ACTS} of each, ${cases} cases, to the answer on the view (aim: within 1000 ms)`,
      [
        ['accepted, ms', inWords(accepted)],
        ['refused, with the reason, ms', inWords(refused)],
        [`accepted, while ${perSecond} changes/s come in, ms`, inWords(stormed)],
        ['the gateway alone, ms', inWords(direct)],
        ['share of the gateway in an answer (medians)', (medianOf(direct) / medianOf(accepted)).toFixed(2)],
      ],
    )
    await core.stop()
    publisher.close()
    await gateway.stop()
  })
}

/** One act after another, as one person does them. */
async function answersTo(view: TestView, name: string, act: Act, due: ActState): Promise<readonly number[]> {
  const tookMs: number[] = []
  for (let index = 0; index < ACTS; index++) {
    const actId = `${name}-${String(index).padStart(4, '0')}`
    tookMs.push(
      await timed(async () => {
        view.say({ type: 'act', actId, caseId: `case-${index}`, act })
        await view.until(() => !['queued', undefined].includes(view.replica.act.get(actId)?.state))
      }),
    )
    const state = view.replica.act.get(actId)?.state
    if (state !== due) throw new Error(`${actId} is ${state}, and should be ${due}.`)
    view.messages.splice(0, view.messages.length - 1)
  }
  return tookMs
}

async function submitDirectly(address: string): Promise<readonly number[]> {
  const client = new CommandClient(address, credentials.createInsecure())
  const tookMs: number[] = []
  for (let index = 0; index < ACTS; index++) {
    const request: SubmitRequest = {
      ...SubmitRequest.decode(new Uint8Array()),
      commandId: `direct-${String(index).padStart(4, '0')}`,
      actor: 'bench',
      caseId: `case-${index}`,
      note: { text: 'seen' },
    }
    tookMs.push(
      await timed(
        () =>
          new Promise<void>((resolve, reject) => {
            client.submit(request, (error, response) => {
              if (error !== null) reject(error)
              else if (!response.accepted) reject(new Error(response.refusal))
              else resolve()
            })
          }),
      ),
    )
  }
  client.close()
  return tookMs
}

function startStorm(publisher: Publisher, next: Parameters<typeof publishMany>[2]) {
  const fromMs = performance.now()
  let isOn = true
  let count = 0
  const running = (async () => {
    while (isOn) {
      const due = Math.round(((performance.now() - fromMs) / 1000) * STORM_PER_SECOND) - count
      if (due > 0) await publishMany(publisher, due, next)
      count += Math.max(0, due)
      await sleep(STEP_MS)
    }
  })()
  return {
    async stop() {
      isOn = false
      await running
      return { perSecond: Math.round(count / ((performance.now() - fromMs) / 1000)) }
    },
  }
}

function inWords(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b)
  const rank = (percent: number): string => Math.round(nearestRank(sorted, percent) ?? -1).toString()
  return `p50 ${rank(50)}, p95 ${rank(95)}, p99 ${rank(99)}, most ${rank(100)}`
}
