import type { WorldSize } from './full-world.ts'
import { spawnProgram } from './spawned.ts'

export interface LoadOptions {
  readonly gateway: string
  readonly baseMs: number
  readonly seconds: number
  readonly size: WorldSize
  readonly moves?: number
  readonly changes?: number
  readonly alarms?: number
  readonly endAlarms?: boolean
}

export interface LoadResult {
  /** Changes a second that Intake had on disk, until the last one that was sent had come back. */
  readonly perSecond: number
  readonly stored: number
  readonly alarms: number
}

/** Resolves when the load has ended. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { gateway, baseMs, seconds, size, endAlarms } = options
  const { units, cases, countdowns, arriveLimitS } = size
  const numbers = { seconds, units, cases, countdowns, 'arrive-limit': arriveLimitS, ...pick(options) }
  const loader = await spawnProgram(
    [
      'bench/lib/load-main.ts',
      ...['--gateway', gateway, '--base-ms', String(baseMs)],
      ...Object.entries(numbers).flatMap(([name, value]) => [`--${name}`, String(value)]),
      ...(endAlarms === true ? ['--end-alarms'] : []),
    ],
    /^(\{.*\})$/,
  )
  await loader.stop()
  return JSON.parse(loader.match) as LoadResult
}

function pick({ moves = 0, changes = 0, alarms = 0 }: LoadOptions) {
  return { moves, changes, alarms }
}
