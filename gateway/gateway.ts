import type { Server } from '@grpc/grpc-js'
import { pino } from 'pino'
import type { Logger } from 'pino'
import type { Clock } from '../domain/clock.ts'
import type { PublishRequest, PublishResponse } from '../proto/gen/wall/v1/intake.ts'
import { chooseClock } from './choose-clock.ts'
import type { GatewayClock } from './gateway-clock.ts'
import { Health } from './health.ts'
import { publish } from './intake/publish.ts'
import { formatAddress, parseListenAddress } from './listen-address.ts'
import { takeDataFolder } from './log/data-folder.ts'
import type { DataFolder } from './log/data-folder.ts'
import { errorText } from './log/log-error.ts'
import type { Log } from './log/log.ts'
import { openSqliteLog } from './log/sqlite-log.ts'
import { startProofOfLife } from './proof-of-life.ts'
import { STOPPING, bind, makeRpcServer, shutDown } from './rpc-server.ts'
import { findScenarioOrRefuse, startScenario } from './scenario-run.ts'
import type { ScenarioRun } from './scenario-run.ts'
import { systemClock } from './system-clock.ts'
import { WATCH_LIMITS } from './watch/watch-limits.ts'
import type { WatchLimits } from './watch/watch-limits.ts'
import { WatchService } from './watch/watch-service.ts'

/** Streams that do not end by then are cut. */
const GRACE_MS = 2_000
const DEFAULT_RETAIN = 200_000

export interface GatewayOptions {
  /** Where the log lives; made where it is missing. */
  readonly dataDir: string
  /** `HOST:PORT` on loopback; port 0 takes a free one. */
  readonly listen?: string
  readonly scenario?: string | undefined
  readonly seed?: number
  /** Server seconds per real second. */
  readonly speed?: number
  /** Changes kept before compaction. */
  readonly retain?: number
  /** Appends the synthetic case that proves the way to the glass, every minute. */
  readonly proofOfLife?: boolean
  readonly limits?: Partial<WatchLimits>
  readonly logger?: Logger
  /** The machine's clock. */
  readonly clock?: Clock
}

export interface GatewayStart {
  /** `HOST:PORT`, with the port that was taken. */
  readonly address: string
  readonly port: number
  readonly epoch: string
  readonly revision: number
}

/** A gateway: `start` opens the log and listens, `stop` finishes what is under way and closes both. */
export interface Gateway {
  start(): Promise<GatewayStart>
  stop(): Promise<void>
  /** The same as `Intake.Publish`, for adapters in this process. */
  publish(request: PublishRequest): Promise<PublishResponse>
  /** Server time, once started. */
  serverMs(): number
}

export function createGateway(options: GatewayOptions): Gateway {
  let running: Running | undefined
  return {
    async start() {
      if (running) throw new Error('the gateway has been started already')
      running = await start(options)
      return running.started
    },
    async stop() {
      const stopping = running
      running = undefined
      await stopping?.stop()
    },
    publish: (request) => publish(required(running).log, request),
    serverMs: () => required(running).clock.wallMs(),
  }
}

interface Running {
  readonly started: GatewayStart
  readonly log: Log
  readonly clock: GatewayClock
  stop(): Promise<void>
}

function required(running: Running | undefined): Running {
  if (!running) throw new Error('the gateway is not running')
  return running
}

async function start(options: GatewayOptions): Promise<Running> {
  const address = parseListenAddress(options.listen ?? '127.0.0.1:0')
  const scenario = options.scenario === undefined ? undefined : findScenarioOrRefuse(options.scenario)
  const folder = takeDataFolder(options.dataDir)
  try {
    return await startIn(folder, address, scenario, options)
  } catch (error) {
    folder.release()
    throw error
  }
}

async function startIn(
  folder: DataFolder,
  address: ReturnType<typeof parseListenAddress>,
  scenario: ReturnType<typeof findScenarioOrRefuse> | undefined,
  options: GatewayOptions,
): Promise<Running> {
  const logger = options.logger ?? pino({ level: 'silent' })
  const system = options.clock ?? systemClock
  const health = new Health()
  let clock: GatewayClock | undefined
  const log = openSqliteLog({
    path: folder.logPath,
    retainCount: options.retain ?? DEFAULT_RETAIN,
    clock: system,
    nowMs: () => clock?.wallMs() ?? system.wallMs(),
    onWritable: (writable, reason) => {
      health.setWritable(writable)
      if (writable) logger.info('the log can be written again')
      else logger.error(reason)
    },
  })
  try {
    clock = chooseClock({ log, system, scenario, speed: options.speed, seed: options.seed ?? 1 })
    const services = makeServices(log, clock, health, system, logger, options)
    const port = await bind(services.server, address)
    health.setServing(true)
    const run = scenario && startScenario({ scenario, seed: options.seed ?? 1, clock, log, logger })
    const endProof = options.proofOfLife ? proveLife(log, clock, system, logger) : undefined
    const { epoch } = log
    const started = {
      address: formatAddress({ ...address, port }),
      port,
      epoch,
      revision: log.head().revision,
    }
    return { started, log, clock, stop: () => stop({ ...services, health, log, folder, run, endProof }) }
  } catch (error) {
    await log.close()
    throw error
  }
}

function proveLife(log: Log, clock: GatewayClock, system: Clock, logger: Logger): () => void {
  return startProofOfLife({
    log,
    clock: system,
    serverMs: () => clock.wallMs(),
    onFailed: (error) => logger.warn(`no proof of life could be written: ${errorText(error)}`),
  })
}

interface Services {
  readonly server: Server
  readonly watch: WatchService
  readonly close: () => void
}

function makeServices(
  log: Log,
  clock: GatewayClock,
  health: Health,
  system: Clock,
  logger: Logger,
  options: GatewayOptions,
): Services {
  let open = true
  const watch = new WatchService({
    log,
    limits: { ...WATCH_LIMITS, ...options.limits },
    clock: system,
    serverMs: () => clock.wallMs(),
    onCut: ({ details }, clientId) => logger.info({ clientId }, `a watch stream was ended: ${details}`),
    onError: (error, clientId) => logger.error({ clientId }, `a watch stream failed: ${errorText(error)}`),
  })
  const server = makeRpcServer({
    log,
    clock,
    watch,
    health,
    isOpen: () => open,
    onRefused: (sentence) => logger.warn(sentence),
    onError: (error) => logger.error(`a call failed: ${errorText(error)}`),
  })
  const close = (): void => {
    open = false
  }
  return { server, watch, close }
}

interface StopParts extends Services {
  readonly health: Health
  readonly log: Log
  readonly folder: DataFolder
  readonly run: ScenarioRun | undefined
  readonly endProof: (() => void) | undefined
}

/** Refuses what is new, finishes what was accepted, tells the walls, and only then closes the log. */
async function stop({ server, watch, close, health, log, folder, run, endProof }: StopParts): Promise<void> {
  close()
  endProof?.()
  health.setServing(false)
  await run?.stop()
  const down = shutDown(server, GRACE_MS)
  watch.stop(STOPPING)
  await down
  await log.close()
  folder.release()
}
