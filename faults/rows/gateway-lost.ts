import { GatewayProgram } from '../lib/gateway-program.ts'
import { Scene } from '../lib/scene.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { Wall } from '../lib/wall.ts'
import { sleep, until } from '../lib/wait.ts'

/** Half of all kills; the other half is that of the walls. */
async function killed(trial: Trial): Promise<void> {
  const gateway = await GatewayProgram.start(trial)
  const scene = new Scene(trial, gateway)
  const wall = await Wall.start(trial, { gateway: gateway.address, timing: timingOf(trial) })
  await wall.liveAt(await scene.publishSome(3))
  for (let time = 0; time < trial.counts.kills / 2 && !trial.isLate; time++) {
    const reconnects = wall.reconnectCount
    const publishing = scene.city.publish(() => gateway.client, 50)
    await sleep(trial.random.between(0, 30))
    const fault = trial.inject('gateway killed')
    await gateway.signal('SIGKILL')
    trial.tally.kills++
    await until('the wall to notice', () => wall.reconnectCount > reconnects)
    fault.seen('the link, tried again')
    await gateway.start()
    scene.reader.requireUnchanged()
    await publishing
    await wall.liveAt(await scene.publishSome(1))
    trial.progress(`${trial.tally.kills} kills`)
  }
  trial.tally.reconnects += wall.reconnectCount
  await scene.judge([wall])
}

async function frozen(trial: Trial): Promise<void> {
  const gateway = await GatewayProgram.start(trial)
  const scene = new Scene(trial, gateway)
  const wall = await Wall.start(trial, { gateway: gateway.address, timing: timingOf(trial) })
  await wall.liveAt(await scene.publishSome(3))
  const fault = trial.inject('gateway frozen')
  const startMs = performance.now()
  await gateway.signal('SIGSTOP')
  trial.defer(() => gateway.signal('SIGCONT'))
  await until('the glass to say that it is not live', () => wall.link?.state !== 'live')
  fault.seen(`the link, ${await wall.hears('silent', 'unreachable')}`)
  trial.measure('frozen gateway seen', startMs)
  await gateway.signal('SIGCONT')
  await wall.liveAt(await scene.publishSome(3))
  trial.tally.reconnects += wall.reconnectCount
  await scene.judge([wall])
}

export const GATEWAY_LOST: readonly Row[] = [
  { id: 'N1', sentence: 'a gateway killed at any moment costs no change and repeats none', run: killed },
  { id: 'N2', sentence: 'a frozen gateway is noticed, and followed again when it thaws', run: frozen },
]
