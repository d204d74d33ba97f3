import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { GatewayProgram } from '../lib/gateway-program.ts'
import { LocalGateway } from '../lib/local-gateway.ts'
import { Scene } from '../lib/scene.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { Wall } from '../lib/wall.ts'
import { WallProgram } from '../lib/wall-program.ts'
import { until } from '../lib/wait.ts'
import { ChaosProxy } from '../proxy/chaos-proxy.ts'

async function blocked(trial: Trial): Promise<void> {
  const gateway = await GatewayProgram.start(trial)
  const scene = new Scene(trial, gateway)
  // Longer than the wall waits for a word of the gateway; the gateway's keepalive allows 15 s.
  const blockMs = trial.times(3_500, 10_000)
  const timing = { ...timingOf(trial), silenceMs: blockMs - 500 }
  const wall = await Wall.start(trial, { gateway: gateway.address, timing })
  await wall.liveAt(await scene.publishSome(2))
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  await until('the delay to be watched', () => delay.max > 0)
  const fault = trial.inject(`the core's thread busy for ${blockMs} ms`)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, blockMs)
  await wall.liveAt(await scene.publishSome(2))
  await until('the delay to be measured', () => delay.max / 1e6 > blockMs / 2)
  fault.seen(`the delay of the event loop, ${Math.round(delay.max / 1e6)} ms`)
  delay.disable()
  if (wall.reconnectCount > 0) throw new Error('A busy core took its gateway for dead.')
  await scene.judge([wall])
}

async function withoutDescriptors(trial: Trial): Promise<void> {
  const gateway = await LocalGateway.start(trial)
  const scene = new Scene(trial, gateway)
  const proxy = new ChaosProxy(gateway.address)
  await proxy.start()
  trial.defer(() => proxy.stop())
  const wall = await WallProgram.start(trial, { gateway: proxy.address, timing: timingOf(trial) })
  await wall.liveAt(await scene.publishSome(2))
  const fault = trial.inject('no file descriptors left')
  limitDescriptors(wall.pid, lowestFree(wall.pid))
  // The one of the lost connection comes free: it is taken by whoever asks first.
  await proxy.setMode('refuse')
  limitDescriptors(wall.pid, 10)
  await proxy.setMode('pass')
  const { told } = await wall.until('two tries in vain', (answer) => answer.reconnectCount > 2)
  fault.seen(`the link, ${told.join(', ')}`)
  limitDescriptors(wall.pid, 1024)
  await wall.liveAt(await scene.publishSome(2))
  trial.tally.reconnects += (await wall.ask()).reconnectCount
  await scene.judge([wall])
}

function lowestFree(pid: number): number {
  return Math.max(...readdirSync(`/proc/${pid}/fd`).map(Number)) + 1
}

/** The hard limit stays: the soft one is raised again later. */
function limitDescriptors(pid: number, count: number): void {
  const { status } = spawnSync('prlimit', ['--pid', String(pid), `--nofile=${count}:`])
  if (status !== 0) throw new Error('The limit could not be set.')
}

function noPrlimit(): string | undefined {
  return spawnSync('prlimit', ['--version']).status === 0 ? undefined : 'no prlimit'
}

export const PROCESS: readonly Row[] = [
  { id: 'P7', sentence: 'a core that was busy reads what waits before it doubts the gateway', run: blocked },
  {
    id: 'P9',
    sentence: 'a wall without file descriptors goes on trying, and comes back when it has some',
    cannotRun: noPrlimit,
    run: withoutDescriptors,
  },
]
