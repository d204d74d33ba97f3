import { setImmediate as turn } from 'node:timers/promises'
import { pino } from 'pino'
import { ServerClock } from '../../core/watch/server-clock.ts'
import { TimeSync } from '../../core/watch/time-sync.ts'
import { WATCH_TIMING } from '../../core/watch/timing.ts'
import { ManualClock } from '../../domain/manual-clock.ts'
import type { Row, Trial } from '../lib/trial.ts'

const DRIFT_PPM = 500
const ERROR_MS = 100
const SECOND_MS = 1_000
const START_MS = Date.UTC(2026, 0, 1)

/** A machine whose crystal is 500 ppm off: after an hour it would be 1.8 s wrong. Its time is made, not waited for. */
async function drift(trial: Trial): Promise<void> {
  for (const ppm of [DRIFT_PPM, -DRIFT_PPM]) {
    const fault = trial.inject(`a machine that drifts by ${ppm} ppm`)
    const machine = new ManualClock(START_MS)
    const serverClock = new ServerClock(machine)
    const startMs = machine.monotonicMs()
    const serverMs = (): number => START_MS + (machine.monotonicMs() - startMs) / (1 + ppm / 1e6)
    let measured = 0
    const sync = new TimeSync({
      clock: machine,
      serverClock,
      intervalMs: WATCH_TIMING.timeSyncMs,
      log: pino({ level: 'silent' }),
      onStep: (stepMs) => {
        throw new Error(`Drift was taken for a step of ${stepMs} ms.`)
      },
    })
    sync.useSource({
      // Nothing is watched here.
      watch: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) }),
      close: () => undefined,
      time: async () => {
        measured++
        const [there, back] = [trial.random.next() * 5, trial.random.next() * 5]
        const sentMonotonicMs = machine.monotonicMs()
        const atServerMs = serverMs() + there
        const receivedMonotonicMs = sentMonotonicMs + there + back
        return {
          sentMonotonicMs,
          serverReceivedMs: atServerMs,
          serverSentMs: atServerMs,
          receivedMonotonicMs,
          rate: 1,
        }
      },
    })
    await turn()
    let worstMs = 0
    for (let second = 0; second < trial.times(2, 24) * 3_600; second++) {
      machine.advance(SECOND_MS)
      await turn()
      worstMs = Math.max(worstMs, Math.abs(serverClock.nowMs() - serverMs()))
    }
    sync.stop()
    fault.seen(`${measured} measurements`)
    trial.measured.push(`at ${ppm} ppm wrong by ${Math.round(worstMs)} ms at worst`)
    if (worstMs > ERROR_MS) throw new Error(`At ${ppm} ppm the time is ${Math.round(worstMs)} ms wrong.`)
  }
}

export const DRIFT: readonly Row[] = [
  {
    id: 'C1',
    sentence: 'a machine that drifts by 500 ppm shows the time right to 100 ms',
    run: drift,
  },
]
