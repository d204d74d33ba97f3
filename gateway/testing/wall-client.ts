import { credentials, makeGenericClientConstructor } from '@grpc/grpc-js'
import type { ChannelCredentials, ChannelOptions, ClientReadableStream, ServiceError } from '@grpc/grpc-js'
import { CommandService } from '../../proto/gen/wall/v1/command.ts'
import type {
  RevealRequest,
  RevealResponse,
  SubmitRequest,
  SubmitResponse,
  WhoAmIResponse,
} from '../../proto/gen/wall/v1/command.ts'
import { IntakeService } from '../../proto/gen/wall/v1/intake.ts'
import type { IntakeRecord, PublishRequest, PublishResponse } from '../../proto/gen/wall/v1/intake.ts'
import { WallFeedService } from '../../proto/gen/wall/v1/wall_feed.ts'
import type { TimeResponse, WatchRequest, WatchResponse } from '../../proto/gen/wall/v1/wall_feed.ts'

const FROM_NOTHING: WatchRequest = { epoch: '', afterRevision: 0, clientId: 'test', refetchKinds: [] }

interface Generated {
  publish(request: PublishRequest, callback: Callback<PublishResponse>): unknown
  submit(request: SubmitRequest, callback: Callback<SubmitResponse>): unknown
  whoAmI(request: object, callback: Callback<WhoAmIResponse>): unknown
  reveal(request: RevealRequest, callback: Callback<RevealResponse>): unknown
  time(request: object, callback: Callback<TimeResponse>): unknown
  watch(request: WatchRequest): ClientReadableStream<WatchResponse>
  close(): void
}

type Callback<Response> = (error: ServiceError | null, response: Response) => void

/** A plain client of the wire, for tests of the gateway against itself from outside. */
export interface WallClient {
  publish(records: readonly IntakeRecord[], options?: PublishOptions): Promise<PublishResponse>
  submit(request: SubmitRequest): Promise<SubmitResponse>
  whoAmI(): Promise<WhoAmIResponse>
  reveal(request: Partial<RevealRequest>): Promise<RevealResponse>
  time(): Promise<TimeResponse>
  watch(request?: Partial<WatchRequest>): Watched
  close(): void
}

interface PublishOptions {
  readonly source?: string
  readonly atomic?: boolean
}

export interface Watched {
  readonly stream: ClientReadableStream<WatchResponse>
  readonly messages: readonly WatchResponse[]
  /** Resolves with all messages so far, once they satisfy the condition or the stream ends. */
  until(condition: (messages: readonly WatchResponse[]) => boolean): Promise<readonly WatchResponse[]>
  /** The error that ended the stream. */
  ended(): Promise<ServiceError>
  cancel(): void
}

export function connectWall(
  address: string,
  secret: ChannelCredentials = credentials.createInsecure(),
  options: ChannelOptions = {},
): WallClient {
  const definition = { ...WallFeedService, ...IntakeService, ...CommandService }
  const Client = makeGenericClientConstructor(definition, 'wall')
  const client = new Client(address, secret, options) as unknown as Generated
  return {
    publish: (records, options) =>
      call((callback) =>
        client.publish(
          { source: options?.source ?? 'test', records: [...records], atomic: options?.atomic ?? false },
          callback,
        ),
      ),
    submit: (request) => call((callback) => client.submit(request, callback)),
    whoAmI: () => call((callback) => client.whoAmI({}, callback)),
    reveal: (request) =>
      call((callback) => client.reveal({ caseId: '', reason: '', actor: '', ...request }, callback)),
    time: () => call((callback) => client.time({}, callback)),
    watch: (request) => follow(client.watch({ ...FROM_NOTHING, ...request })),
    close: () => client.close(),
  }
}

function call<Response>(start: (callback: Callback<Response>) => unknown): Promise<Response> {
  return new Promise((resolve, reject) => {
    start((error, response) => (error ? reject(error) : resolve(response)))
  })
}

function follow(stream: ClientReadableStream<WatchResponse>): Watched {
  const messages: WatchResponse[] = []
  const checks = new Set<() => void>()
  let over = false
  const ended = new Promise<ServiceError>((resolve) => stream.on('error', resolve))
  const check = (): void => checks.forEach((each) => each())
  stream.on('data', (message: WatchResponse) => {
    messages.push(message)
    check()
  })
  stream.on('error', () => {
    over = true
    check()
  })
  return {
    stream,
    messages,
    until: (condition) =>
      new Promise((resolve) => {
        const each = (): void => {
          if (!over && !condition(messages)) return
          checks.delete(each)
          resolve(messages)
        }
        checks.add(each)
        each()
      }),
    ended: () => ended,
    cancel: () => stream.cancel(),
  }
}
