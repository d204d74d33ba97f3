import type { Server } from '@grpc/grpc-js'
import type { Logger } from 'pino'
import type { Clock } from '../domain/clock.ts'
import { openAccess } from './access.ts'
import type { AuditTrail } from './audit-trail.ts'
import { ActService } from './command/command-service.ts'
import type { GatewayClock } from './gateway-clock.ts'
import type { GatewayOptions } from './gateway-options.ts'
import { Guard } from './guard.ts'
import type { Health } from './health.ts'
import { Denials } from './identity/denials.ts'
import type { ListenAddress } from './listen-address.ts'
import { bind } from './listening.ts'
import { errorText } from './log/log-error.ts'
import type { Log } from './log/log.ts'
import { makeRpcServer } from './rpc-server.ts'
import { serveTls } from './tls/serve-tls.ts'
import { LogViews } from './watch/log-views.ts'
import { WATCH_LIMITS } from './watch/watch-limits.ts'
import { WatchService } from './watch/watch-service.ts'
import type { WatchEnd } from './watch/watcher.ts'

export interface ServiceParts {
  readonly options: GatewayOptions
  readonly address: ListenAddress
  readonly log: Log
  readonly clock: GatewayClock
  readonly health: Health
  readonly system: Clock
  readonly logger: Logger
  readonly audit: AuditTrail
  /** Real time since the log took a write; undefined where nobody finds out. */
  readonly unwrittenMs: () => number | undefined
}

export interface Services {
  readonly server: Server
  readonly port: number
  /** How callers are known. */
  readonly description: string
  /** From now on no unary call is begun. */
  refuseNew(): void
  /** Ends all streams with `end` and stops looking at files. */
  close(end: WatchEnd): void
}

/** Everything that answers on the wire, listening. */
export async function openServices(parts: ServiceParts): Promise<Services> {
  const { options, address, logger } = parts
  const denials = makeDenials(parts)
  const access = openAccess(options, { ...parts, clock: parts.system, onChanged: () => watch.review() })
  const guard = new Guard(access.recognise, (who, sentence) => denials.add(who, sentence))
  const views = new LogViews(parts.log)
  const watch = makeWatch(parts, guard, views)
  const acts = new ActService(parts.log, parts.audit)
  await acts.recover()
  let isOpen = true
  const server = makeRpcServer({
    ...parts,
    acts,
    watch,
    guard,
    isOpen: () => isOpen,
    onRefused: (sentence) => logger.warn(sentence),
    onError: (error) => logger.error(`a call failed: ${errorText(error)}`),
  })
  try {
    const { port, close } = await listen(parts, server, denials)
    return {
      server,
      port,
      description: access.description,
      refuseNew() {
        isOpen = false
      },
      close(end) {
        close()
        watch.stop(end)
        views.stop()
        access.stop()
      },
    }
  } catch (error) {
    access.stop()
    throw error
  }

  async function listen({ system, audit }: ServiceParts, grpc: Server, knocks: Denials) {
    if (!options.tls) return { port: await bind(grpc, address), close: () => undefined }
    const onTurnedAway = (peer: string, sentence: string): void => knocks.add(peer, sentence)
    return serveTls({ server: grpc, address, paths: options.tls, clock: system, audit, logger, onTurnedAway })
  }
}

function makeDenials({ system, logger, audit }: ServiceParts): Denials {
  return new Denials(system, (who, sentence, repeatedCount) => {
    logger.warn({ who, repeatedCount }, `denied: ${sentence}`)
    void audit.append('denied', who, { sentence, repeatedCount })
  })
}

function makeWatch(parts: ServiceParts, guard: Guard, views: LogViews): WatchService {
  const { options, system, clock, logger } = parts
  return new WatchService({
    limits: { ...WATCH_LIMITS, ...options.limits },
    clock: system,
    serverMs: () => clock.wallMs(),
    unwrittenMs: parts.unwrittenMs,
    admit: (call) => guard.callerOf(call),
    viewFor: (caller) => views.viewFor(caller),
    onCut: ({ details }, clientId) => logger.info({ clientId }, `a watch stream was ended: ${details}`),
    onError: (error, clientId) => logger.error({ clientId }, `a watch stream failed: ${errorText(error)}`),
  })
}
