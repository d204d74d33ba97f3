import type { Clock } from '../../domain/clock.ts'
import type { PublishRequest, PublishResponse } from '../../proto/gen/wall/v1/intake.ts'
import type { Scenario, TimedRecord } from './scenario.ts'

const MAX_RECORDS = 500
/** Long waits are cut, so that a clock that somebody sets is noticed. */
const MAX_WAIT_MS = 60_000

export interface PlayOptions {
  readonly scenario: Scenario
  readonly seed: number
  /** The gateway's clock: server time and delays in server milliseconds. */
  readonly clock: Clock
  readonly publish: (request: PublishRequest) => Promise<PublishResponse>
  readonly signal: AbortSignal
  /** Gets a sentence for every record that the gateway refused. The scenario goes on. */
  readonly onError: (message: string) => void
}

/**
 * Publishes a scenario in order, each record when it falls due, until the signal aborts. It always begins with the
 * first record: a gateway that has seen a key answers with the first result and changes nothing. A failing
 * `publish` ends the play with its error.
 */
export async function playScenario(options: PlayOptions): Promise<void> {
  const { scenario, seed, clock, signal } = options
  const records = scenario.records(seed)[Symbol.iterator]()
  let next = records.next()
  while (!signal.aborted && next.done !== true) {
    const due: TimedRecord[] = []
    while (next.done !== true && due.length < MAX_RECORDS && next.value.atMs <= clock.wallMs()) {
      due.push(next.value)
      next = records.next()
    }
    if (due.length > 0) await publishDue(options, due)
    else if (next.done !== true) await wait(clock, next.value.atMs - clock.wallMs(), signal)
  }
}

async function publishDue({ scenario, publish, onError }: PlayOptions, due: readonly TimedRecord[]) {
  const records = due.map((timed) => timed.record)
  const response = await publish({ source: `scenario:${scenario.name}`, records, atomic: false })
  for (const { index, refusal } of response.results) {
    if (refusal === '') continue
    onError(
      `Scenario ${scenario.name}: record ${records[index]?.idempotencyKey ?? index} was refused: ${refusal}`,
    )
  }
}

function wait(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.setTimer(Math.min(delayMs, MAX_WAIT_MS), finish)
    signal.addEventListener('abort', finish, { once: true })
    function finish(): void {
      cancel()
      signal.removeEventListener('abort', finish)
      resolve()
    }
  })
}
