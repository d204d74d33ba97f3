import { LocalGateway } from '../lib/local-gateway.ts'
import { Scene } from '../lib/scene.ts'
import { SteppableClock } from '../lib/steppable-clock.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { Wall } from '../lib/wall.ts'
import { until } from '../lib/wait.ts'

const HOUR_MS = 3_600_000
const ERROR_MS = 100

/** How far the time that the next message tells is from the gateway's own. */
function nextErrorMs(wall: Wall, gateway: LocalGateway): Promise<number> {
  const before = wall.view.onMessage
  return new Promise((resolve) => {
    wall.view.onMessage = (message) => {
      before(message)
      if (!('link' in message)) return
      wall.view.onMessage = before
      resolve(Math.abs(message.time.serverMs - gateway.serverMs()))
    }
  })
}

async function requireRight(trial: Trial, wall: Wall, gateway: LocalGateway): Promise<void> {
  let worstMs = 0
  for (let count = 0; count < 3; count++) {
    worstMs = Math.max(worstMs, await nextErrorMs(wall, gateway))
  }
  if (worstMs > ERROR_MS) throw new Error(`The wall's time of the gateway is ${worstMs} ms wrong.`)
  trial.measured.push(`time wrong by ${Math.round(worstMs)} ms`)
}

async function machineSet(trial: Trial): Promise<void> {
  for (const stepMs of [HOUR_MS, -HOUR_MS].slice(0, trial.times(1, 2))) {
    const gateway = await LocalGateway.start(trial)
    const scene = new Scene(trial, gateway)
    const clock = new SteppableClock()
    const wall = await Wall.start(trial, { gateway: gateway.address, clock, timing: timingOf(trial) })
    await wall.liveAt(await scene.publishSome(2))
    const fault = trial.inject(`the machine's clock set by ${stepMs / HOUR_MS} h`)
    clock.step(stepMs)
    await requireRight(trial, wall, gateway)
    const { offsetMs } = (await wall.health()).clock
    if (Math.abs(offsetMs + stepMs) > ERROR_MS) throw new Error(`The offset is said to be ${offsetMs} ms.`)
    fault.seen(`the offset, ${Math.round(offsetMs)} ms`)
    await wall.liveAt(await scene.publishSome(2))
    if (wall.reconnectCount > 0) throw new Error('A clock that was set cost the connection.')
    await scene.judge([wall])
  }
}

async function gatewaySet(trial: Trial): Promise<void> {
  for (const stepMs of [HOUR_MS, -HOUR_MS].slice(0, trial.times(1, 2))) {
    const clock = new SteppableClock()
    const gateway = await LocalGateway.start(trial, { clock })
    const scene = new Scene(trial, gateway)
    const wall = await Wall.start(trial, { gateway: gateway.address, timing: timingOf(trial) })
    await wall.liveAt(await scene.publishSome(2))
    const fault = trial.inject(`the gateway's clock set by ${stepMs / HOUR_MS} h`)
    clock.step(stepMs)
    await scene.publishSome(2)
    fault.seen(`the notice ${await wall.hears('clock-stepped')}`)
    await until('the measured time', async () => (await nextErrorMs(wall, gateway)) <= ERROR_MS)
    await requireRight(trial, wall, gateway)
    await wall.liveAt(await scene.publishSome(2))
    await scene.judge([wall])
  }
}

export const CLOCKS: readonly Row[] = [
  {
    id: 'C1',
    sentence: 'the machine set an hour off changes no time on the glass by 100 ms',
    run: machineSet,
  },
  {
    id: 'C2',
    sentence: 'a gateway whose clock is set is said, and its new time taken over',
    run: gatewaySet,
  },
]
