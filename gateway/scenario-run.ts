import type { Logger } from 'pino'
import type { GatewayClock } from './gateway-clock.ts'
import { GatewayError } from './gateway-error.ts'
import { publish } from './intake/publish.ts'
import { errorText } from './log/log-error.ts'
import type { Log } from './log/log.ts'
import { findScenario, scenarioNames } from './scenario/index.ts'
import { openingAt } from './scenario/opening.ts'
import { playScenario } from './scenario/player.ts'
import type { Scenario } from './scenario/scenario.ts'
import { trackProgress } from './scenario-progress.ts'

export interface ScenarioRun {
  /** Resolves when nothing more will be published. */
  stop(): Promise<void>
}

interface RunOptions {
  readonly scenario: Scenario
  readonly seed: number
  readonly clock: GatewayClock
  readonly log: Log
  readonly logger: Logger
}

export function findScenarioOrRefuse(name: string, start: string | undefined): Scenario {
  const scenario = findScenario(name)
  if (scenario) return start === undefined ? scenario : openingAt(scenario, start)
  throw new GatewayError(`there is no scenario "${name}"; there are: ${scenarioNames().join(', ')}`)
}

/** Plays a scenario into the log until stopped. A play that fails is reported; the gateway goes on serving. */
export function startScenario({ scenario, seed, clock, log, logger }: RunOptions): ScenarioRun {
  const abort = new AbortController()
  const progress = trackProgress(scenario, log)
  const done = playScenario({
    scenario: progress.rest,
    seed,
    clock,
    async publish(request) {
      const response = await publish(log, request)
      progress.published(request.records)
      return response
    },
    signal: abort.signal,
    onError: (message) => logger.warn(message),
  }).catch((error: unknown) => logger.error(`the scenario ${scenario.name} ended: ${errorText(error)}`))
  return {
    async stop() {
      abort.abort()
      await done
    },
  }
}
