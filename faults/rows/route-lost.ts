import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Row, Tally, Trial } from '../lib/trial.ts'
import { layLine } from './network.ts'

const INSIDE = fileURLToPath(new URL('./route-lost-main.ts', import.meta.url))

/** In a network of its own: the machine's routes are not touched. */
async function inOwnNetwork(trial: Trial): Promise<void> {
  const script =
    'ip link set lo up && ip rule add pref 1 lookup local && ip rule del pref 0 && exec "$0" "$@"'
  const args = [
    '-n',
    'sh',
    '-c',
    script,
    process.execPath,
    INSIDE,
    String(trial.random.seed),
    String(trial.long),
  ]
  const child = spawn('unshare', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  trial.defer(() => child.kill('SIGKILL'))
  let said = ''
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()))
  await once(child, 'close')
  const line = said.split('\n').find((one) => one.startsWith('{'))
  if (line === undefined) throw new Error(`The program in its own network said: ${said}`)
  const { tally, names, failure } = JSON.parse(line) as Answer
  if (failure !== undefined) throw new Error(failure)
  for (const name of names) trial.inject(name).seen('the link, told inside')
  trial.tally.changes += tally.changes
  trial.tally.reconnects += tally.reconnects
}

export interface Answer {
  readonly tally: Tally
  readonly names: readonly string[]
  readonly failure?: string
}

/** What is done inside: no route to the gateway, in two manners, and back each time. */
export async function loseRoute(trial: Trial): Promise<readonly string[]> {
  const { scene, proxy, wall } = await layLine(trial)
  const names: string[] = []
  await wall.liveAt(await scene.publishSome(2))
  for (const manner of ['unreachable', 'blackhole', 'prohibit']) {
    for (let time = 0; time < trial.times(1, 10); time++) {
      const name = `the route to the gateway: ${manner}`
      const fault = trial.inject(name)
      wall.told.splice(0)
      ip('rule', 'add', 'pref', '0', 'to', '127.0.0.1', manner)
      proxy.resetAll()
      fault.seen(`the link, ${await wall.hears('unreachable')}`)
      ip('rule', 'del', 'pref', '0')
      names.push(name)
      await wall.liveAt(await scene.publishSome(2))
    }
  }
  trial.tally.reconnects += wall.reconnectCount
  await scene.judge([wall])
  return names
}

function ip(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('ip', args)
  if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr.toString()}`)
}

function noOwnNetwork(): string | undefined {
  return spawnSync('unshare', ['-n', 'ip', 'link']).status === 0
    ? undefined
    : 'no network of its own can be had'
}

export const ROUTE_LOST: readonly Row[] = [
  {
    id: 'N9',
    sentence: 'a route that is lost is said at once, and a new connection is made when it is back',
    cannotRun: noOwnNetwork,
    run: inOwnNetwork,
  },
]
