import { pino } from 'pino'
import type { Logger } from 'pino'
import type { Clock } from '../domain/clock.ts'
import { requireSound } from './access.ts'
import { openAuditTrail } from './audit-trail.ts'
import { chooseClock } from './choose-clock.ts'
import type { GatewayClock } from './gateway-clock.ts'
import type { GatewayOptions, GatewayStart } from './gateway-options.ts'
import { Health } from './health.ts'
import { formatAddress, parseListenAddress } from './listen-address.ts'
import type { ListenAddress } from './listen-address.ts'
import { shutDown } from './listening.ts'
import { takeDataFolder } from './log/data-folder.ts'
import { errorText } from './log/log-error.ts'
import type { Log } from './log/log.ts'
import { openSqliteLog } from './log/sqlite-log.ts'
import { ProofOfLife } from './proof-of-life.ts'
import { STOPPING } from './rpc-server.ts'
import { findScenarioOrRefuse, startScenario } from './scenario-run.ts'
import { openServices } from './services.ts'
import { systemClock } from './system-clock.ts'

/** Streams that do not end by then are cut. */
const GRACE_MS = 2_000
const DEFAULT_RETAIN = 200_000

export interface Running {
  readonly started: GatewayStart
  readonly log: Log
  readonly clock: GatewayClock
  stop(): Promise<void>
}

/** What must be undone, newest first: when a start fails half way, and when the gateway stops. */
type Undo = (() => unknown)[]

export async function startGateway(options: GatewayOptions): Promise<Running> {
  requireSound(options)
  const address = parseListenAddress(options.listen ?? '127.0.0.1:0', options.tls !== undefined)
  const undo: Undo = []
  const undoAll = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const running = await startParts(address, options, undo)
    return { ...running, stop: undoAll }
  } catch (error) {
    await undoAll()
    throw error
  }
}

async function startParts(
  address: ListenAddress,
  options: GatewayOptions,
  undo: Undo,
): Promise<Omit<Running, 'stop'>> {
  const scenario =
    options.scenario === undefined ? undefined : findScenarioOrRefuse(options.scenario, options.scenarioStart)
  const logger = options.logger ?? pino({ level: 'silent' })
  const system = options.clock ?? systemClock
  const seed = options.seed ?? 1
  const folder = takeDataFolder(options.dataDir)
  undo.push(() => folder.release())
  const health = new Health()
  const { log, setClock } = openLog(folder.logPath, options, system, health, logger)
  undo.push(() => log.close())
  const clock = chooseClock({ log, system, scenario, speed: options.speed, seed })
  setClock(clock)
  const audit = openAuditTrail(options.dataDir, system, logger)
  undo.push(() => audit.close())
  const proof = proofOfLifeIn(log, clock, system, logger)
  const parts = { options, address, log, clock, health, system, logger, audit }
  const services = await openServices({ ...parts, unwrittenMs: () => proof.unwrittenMs() })
  undo.push(() => drain(services, health))
  const started = describe(address, services.port, log)
  await audit.append('gateway.started', '', { ...started, access: services.description })
  logger.info(`callers are known by ${services.description}`)
  health.setServing(true)
  const run = scenario && startScenario({ scenario, seed, clock, log, logger })
  if (run) undo.push(() => run.stop())
  if (options.proofOfLife) {
    proof.start()
    undo.push(() => proof.stop())
  }
  undo.push(
    () => services.refuseNew(),
    () => health.setServing(false),
  )
  return { started, log, clock }
}

/** Finishes what was accepted and tells the walls; the log is closed after it. */
async function drain(services: Awaited<ReturnType<typeof openServices>>, health: Health): Promise<void> {
  services.refuseNew()
  health.setServing(false)
  const down = shutDown(services.server, GRACE_MS)
  services.close(STOPPING)
  await down
}

function describe(address: ListenAddress, port: number, log: Log): GatewayStart {
  const { epoch } = log
  return { address: formatAddress({ ...address, port }), port, epoch, revision: log.head().revision }
}

function openLog(path: string, options: GatewayOptions, system: Clock, health: Health, logger: Logger) {
  let clock: Clock = system
  const log = openSqliteLog({
    path,
    retainCount: options.retain ?? DEFAULT_RETAIN,
    clock: system,
    nowMs: () => clock.wallMs(),
    onWritable: (writable, reason) => {
      health.setWritable(writable)
      if (writable) logger.info('the log can be written again')
      else logger.error(reason)
    },
    onJournalHeld: (held, sentence) => {
      if (held) logger.warn(sentence)
      else logger.info(sentence)
    },
  })
  const setClock = (chosen: GatewayClock): void => {
    clock = chosen
  }
  return { log, setClock }
}

function proofOfLifeIn(log: Log, clock: GatewayClock, system: Clock, logger: Logger): ProofOfLife {
  return new ProofOfLife({
    log,
    clock: system,
    serverMs: () => clock.wallMs(),
    onFailed: (error) => logger.warn(`no proof of life could be written: ${errorText(error)}`),
  })
}
