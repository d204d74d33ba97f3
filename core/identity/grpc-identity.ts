import { Metadata, status, type ServiceError } from '@grpc/grpc-js'
import {
  CommandClient,
  type RevealRequest,
  type RevealResponse,
  type WhoAmIResponse,
} from '../../proto/gen/wall/v1/command.ts'
import type { CodedSentence } from '../../domain/view/coded-sentence.ts'
import type { Clock } from '../../domain/clock.ts'
import { codedOf } from '../watch/coded-trailer.ts'
import { CHANNEL_OPTIONS, type Channels } from '../watch/grpc-channel.ts'

const DEADLINE_MS = 10_000

/** Answers that asking again would not change. `UNIMPLEMENTED`: a gateway from before the question. */
const FINAL = new Set<number>([
  status.UNIMPLEMENTED,
  status.INVALID_ARGUMENT,
  status.NOT_FOUND,
  status.PERMISSION_DENIED,
  status.UNAUTHENTICATED,
])

/** A question was not answered. `isFinal`: the gateway said no, and asking again would not change it. */
export class CallEnded extends Error {
  override readonly name = 'CallEnded'
  readonly isFinal: boolean
  readonly coded: CodedSentence | undefined

  constructor({ code, details, metadata }: ServiceError) {
    super(details)
    this.isFinal = FINAL.has(code)
    this.coded = codedOf(metadata)
  }
}

/** Questions about the wall itself, each over a connection of its own that is closed after the answer. */
export interface IdentityCalls {
  /** Rejects with a final `CallEnded` when asking again would not help, with any other error when it might. */
  whoAmI(): Promise<WhoAmIResponse>
  reveal(request: RevealRequest): Promise<RevealResponse>
  /** Ends what is under way, and refuses what comes later. */
  close(): void
}

export function connectGrpcIdentity(address: string, clock: Clock, channels: Channels): IdentityCalls {
  const abort = new AbortController()
  type Callback<Response> = (error: ServiceError | null, response: Response) => void
  type Start<Response> = (
    client: CommandClient,
    metadata: Metadata,
    options: { readonly deadline: number },
    callback: Callback<Response>,
  ) => { cancel(): void }

  async function ask<Response>(start: Start<Response>): Promise<Response> {
    await channels.reach(address, abort.signal)
    abort.signal.throwIfAborted()
    const client = new CommandClient(address, channels.credentials(), CHANNEL_OPTIONS)
    let cancel = (): void => {}
    try {
      return await new Promise<Response>((resolve, reject) => {
        const deadline = clock.wallMs() + DEADLINE_MS
        const call = start(client, new Metadata(), { deadline }, (error, response) => {
          if (error === null) return resolve(response)
          reject(new CallEnded(error))
        })
        cancel = () => call.cancel()
        abort.signal.addEventListener('abort', cancel)
      })
    } finally {
      abort.signal.removeEventListener('abort', cancel)
      client.close()
    }
  }

  return {
    whoAmI: () => ask((client, ...rest) => client.whoAmI({}, ...rest)),
    reveal: (request) => ask((client, ...rest) => client.reveal(request, ...rest)),
    close: () => abort.abort(),
  }
}
