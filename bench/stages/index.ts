import { HOUR_S } from '../lib/full-world.ts'
import { benchActAnswer } from './act-answer.ts'
import { benchAlarmFlood } from './alarm-flood.ts'
import { benchEndToEnd } from './end-to-end.ts'
import { benchEventToPixel } from './event-to-pixel.ts'
import { benchFrame } from './frame.ts'
import { benchReconnect } from './reconnect.ts'
import { benchSoak } from './soak.ts'
import { benchStart } from './start.ts'
import { benchStorage } from './storage.ts'
import { benchTick } from './tick.ts'
import { benchUnitLayer } from './unit-layer.ts'

/** How much of everything; see the options of `main.ts`. */
export interface Counts {
  readonly changes: number
  readonly missed: number
  readonly cases: number
  readonly units: number
  readonly countdowns: number
  readonly seconds: number
  readonly pairs: number
  readonly moves: number
  readonly floodSeconds: number
  readonly floodRate: number
  readonly floodAlarms: number
  readonly soakMinutes: number
}

/** In the order in which a plain run has them. The second needs the figure of the first, and takes it anew if alone. */
export const STAGES = {
  storage: storage,
  'end-to-end': endToEnd,
  'event-to-pixel': ({ cases, seconds }: Counts) => benchEventToPixel(cases, seconds),
  start: ({ cases }: Counts) => benchStart(cases),
  reconnect: () => benchReconnect(),
  'act-answer': ({ cases }: Counts) => benchActAnswer(cases),
  tick: (counts: Counts) => benchTick({ ...counts, arriveLimitS: HOUR_S }),
  'unit-layer': ({ units }: Counts) => benchUnitLayer(units),
  frame: (counts: Counts) => benchFrame(counts),
  'alarm-flood': (counts: Counts) =>
    benchAlarmFlood({
      ...counts,
      seconds: counts.floodSeconds,
      changesPerSecond: counts.floodRate,
      alarms: counts.floodAlarms,
    }),
  soak: (counts: Counts) => benchSoak({ ...counts, minutes: counts.soakMinutes }),
} satisfies Record<string, (counts: Counts) => Promise<void>>

export type StageName = keyof typeof STAGES

export function isStage(name: string): name is StageName {
  return Object.hasOwn(STAGES, name)
}

let storagePerSecond: number | undefined

async function storage({ changes }: Counts): Promise<void> {
  storagePerSecond = await benchStorage(changes)
}

async function endToEnd({ changes, missed }: Counts): Promise<void> {
  storagePerSecond ??= await benchStorage(changes)
  await benchEndToEnd({ liveChanges: changes, missedChanges: missed, storagePerSecond })
}
