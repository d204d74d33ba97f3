import { Server, status } from '@grpc/grpc-js'
import type { ServerUnaryCall, ServiceDefinition } from '@grpc/grpc-js'
import { CommandService } from '../proto/gen/wall/v1/command.ts'
import type { RevealRequest, SubmitRequest, WhoAmIRequest } from '../proto/gen/wall/v1/command.ts'
import { IntakeService } from '../proto/gen/wall/v1/intake.ts'
import type { PublishRequest, PublishResponse, RecordResult } from '../proto/gen/wall/v1/intake.ts'
import type { AuditTrail } from './audit-trail.ts'
import type { ActService } from './command/command-service.ts'
import type { GatewayClock } from './gateway-clock.ts'
import type { Guard } from './guard.ts'
import type { Health } from './health.ts'
import type { Caller } from './identity/caller.ts'
import { requirePublish } from './identity/permissions.ts'
import { reveal } from './identity/reveal.ts'
import { whoIs } from './identity/who-am-i.ts'
import { publish } from './intake/publish.ts'
import type { Log } from './log/log.ts'
import { addReflection } from './reflection.ts'
import { readTime } from './time.ts'
import { CallError, unary } from './unary.ts'
import { wallFeedDefinition } from './watch/watch-service.ts'
import type { WatchService } from './watch/watch-service.ts'

/** A frozen peer is noticed after the sum of both. */
const KEEPALIVE_MS = 10_000
const KEEPALIVE_TIMEOUT_MS = 5_000
const REQUEST_BYTES = 4 * 1024 * 1024

export interface RpcServices {
  readonly log: Log
  readonly audit: AuditTrail
  readonly acts: ActService
  readonly clock: GatewayClock
  readonly watch: WatchService
  readonly health: Health
  readonly guard: Guard
  /** False from the moment the gateway stops: what is under way is finished, nothing new is begun. */
  readonly isOpen: () => boolean
  /** Gets one sentence for a request of which something was refused. */
  readonly onRefused: (sentence: string) => void
  readonly onError: (error: unknown) => void
}

export const STOPPING = { code: status.UNAVAILABLE, details: 'gateway is stopping' }

export function makeRpcServer(services: RpcServices): Server {
  const { acts, clock, watch, health, guard, onError } = services
  const server = new Server({
    'grpc.keepalive_time_ms': KEEPALIVE_MS,
    'grpc.keepalive_timeout_ms': KEEPALIVE_TIMEOUT_MS,
    'grpc.keepalive_permit_without_calls': 1,
    'grpc.max_receive_message_length': REQUEST_BYTES,
  })
  const guarded = <Request, Response>(
    handle: (request: Request, caller: Caller) => Promise<Response>,
    isOpen = services.isOpen,
  ) =>
    unary(async (request: Request, call: ServerUnaryCall<Request, Response>) => {
      if (!isOpen()) throw new CallError(STOPPING.code, STOPPING.details)
      return guard.run(call, (caller) => handle(request, caller))
    }, onError)
  const time = guarded(
    async () => readTime(clock),
    () => true,
  )
  server.addService(wallFeedDefinition as ServiceDefinition, watch.implementation(time))
  server.addService(IntakeService, { publish: guarded(intakeOf(services)) })
  server.addService(CommandService, {
    submit: guarded((request: SubmitRequest, caller) => acts.submit(caller, request)),
    whoAmI: guarded(async (_request: WhoAmIRequest, caller) => whoIs(caller)),
    reveal: guarded((request: RevealRequest, caller) => reveal(services, caller, request)),
  })
  health.addTo(server)
  addReflection(server)
  return server
}

function intakeOf({ log, onRefused }: RpcServices) {
  return async (request: PublishRequest, caller: Caller): Promise<PublishResponse> => {
    requirePublish(caller)
    const response = await publish(log, request)
    const refused = response.results.filter((result) => result.refusal !== '')
    if (refused[0]) onRefused(refusedSentence(request, refused[0], refused.length))
    return response
  }
}

function refusedSentence({ source, records }: PublishRequest, first: RecordResult, count: number): string {
  const rest = `${count} of ${records.length} records from ${source} were refused`
  return `${rest}; the first is record ${first.index}: ${first.refusal}`
}
