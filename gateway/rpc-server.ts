import { Server, ServerCredentials, status } from '@grpc/grpc-js'
import type { ServiceDefinition } from '@grpc/grpc-js'
import { CommandService } from '../proto/gen/wall/v1/command.ts'
import { IntakeService } from '../proto/gen/wall/v1/intake.ts'
import type { PublishRequest, PublishResponse, RecordResult } from '../proto/gen/wall/v1/intake.ts'
import { GatewayError } from './gateway-error.ts'
import type { GatewayClock } from './gateway-clock.ts'
import type { Health } from './health.ts'
import { publish } from './intake/publish.ts'
import { submit } from './command/submit.ts'
import { formatAddress } from './listen-address.ts'
import type { ListenAddress } from './listen-address.ts'
import type { Log } from './log/log.ts'
import { addReflection } from './reflection.ts'
import { timeHandler } from './time.ts'
import { CallError, unary } from './unary.ts'
import { wallFeedDefinition } from './watch/watch-service.ts'
import type { WatchService } from './watch/watch-service.ts'

/** A frozen peer is noticed after the sum of both. */
const KEEPALIVE_MS = 10_000
const KEEPALIVE_TIMEOUT_MS = 5_000
const REQUEST_BYTES = 4 * 1024 * 1024

export interface RpcServices {
  readonly log: Log
  readonly clock: GatewayClock
  readonly watch: WatchService
  readonly health: Health
  /** False from the moment the gateway stops: what is under way is finished, nothing new is begun. */
  readonly isOpen: () => boolean
  /** Gets one sentence for a request of which something was refused. */
  readonly onRefused: (sentence: string) => void
  readonly onError: (error: unknown) => void
}

export const STOPPING = { code: status.UNAVAILABLE, details: 'gateway is stopping' }

export function makeRpcServer(services: RpcServices): Server {
  const { log, clock, watch, health, onError } = services
  const server = new Server({
    'grpc.keepalive_time_ms': KEEPALIVE_MS,
    'grpc.keepalive_timeout_ms': KEEPALIVE_TIMEOUT_MS,
    'grpc.keepalive_permit_without_calls': 1,
    'grpc.max_receive_message_length': REQUEST_BYTES,
  })
  const whileOpen =
    <Request, Response>(handle: (request: Request) => Promise<Response>) =>
    async (request: Request): Promise<Response> => {
      if (!services.isOpen()) throw new CallError(STOPPING.code, STOPPING.details)
      return handle(request)
    }
  server.addService(wallFeedDefinition as ServiceDefinition, watch.implementation(timeHandler(clock)))
  const intake = async (request: PublishRequest): Promise<PublishResponse> => {
    const response = await publish(log, request)
    const refused = response.results.filter((result) => result.refusal !== '')
    if (refused[0]) services.onRefused(refusedSentence(request, refused[0], refused.length))
    return response
  }
  server.addService(IntakeService, { publish: unary(whileOpen(intake), onError) })
  server.addService(CommandService, {
    submit: unary(
      whileOpen((request) => submit(log, request, () => undefined)),
      onError,
    ),
  })
  health.addTo(server)
  addReflection(server)
  return server
}

function refusedSentence({ source, records }: PublishRequest, first: RecordResult, count: number): string {
  const rest = `${count} of ${records.length} records from ${source} were refused`
  return `${rest}; the first is record ${first.index}: ${first.refusal}`
}

/** Binds the server and returns the port, which is a new one where port 0 was asked for. */
export function bind(server: Server, address: ListenAddress): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(formatAddress(address), ServerCredentials.createInsecure(), (error, port) => {
      if (!error) return resolve(port)
      reject(new GatewayError(bindSentence(address, error)))
    })
  })
}

function bindSentence(address: ListenAddress, error: Error): string {
  const where = formatAddress(address)
  if (error.message.includes('EADDRINUSE')) {
    return `${where} is in use by another program: stop it, or choose another address with --listen`
  }
  if (error.message.includes('EACCES')) {
    return `${where} may not be listened on by this user: choose a port above 1023 with --listen`
  }
  return `${where} cannot be listened on: ${error.message}`
}

/** Lets calls under way finish, and cuts what is left after `graceMs`. */
export function shutDown(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.forceShutdown(), graceMs)
    server.tryShutdown(() => {
      clearTimeout(force)
      resolve()
    })
  })
}
