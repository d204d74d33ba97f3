import { Metadata, status, type ClientUnaryCall } from '@grpc/grpc-js'
import { CommandClient, type SubmitRequest, type SubmitResponse } from '../../proto/gen/wall/v1/command.ts'
import type { Clock } from '../../domain/clock.ts'
import { codedOf } from '../watch/coded-trailer.ts'
import { CHANNEL_OPTIONS, type Channels } from '../watch/grpc-channel.ts'

const SUBMIT_DEADLINE_MS = 10_000

/** Answers that asking again would not change. */
const FINAL = new Set<number>([
  status.INVALID_ARGUMENT,
  status.NOT_FOUND,
  status.ALREADY_EXISTS,
  status.PERMISSION_DENIED,
  status.FAILED_PRECONDITION,
  status.OUT_OF_RANGE,
])

export type Answer = Pick<SubmitResponse, 'accepted' | 'refusal' | 'conflict' | 'coded'>

/** One connection for acts. It is closed after a failure, and another one made. */
export interface CommandSource {
  /** Rejects while it is not known what became of the act. `onSent` is called once somebody was found to send it to. */
  submit(request: SubmitRequest, onSent: () => void): Promise<Answer>
  /** Ends what is under way, too. */
  close(): void
}

export function connectGrpcCommands(address: string, clock: Clock, channels: Channels): CommandSource {
  const abort = new AbortController()
  let client: CommandClient | undefined
  let call: ClientUnaryCall | undefined
  return {
    async submit(request, onSent) {
      if (client === undefined) await channels.reach(address, abort.signal)
      const connected = (client ??= new CommandClient(address, channels.credentials(), CHANNEL_OPTIONS))
      return new Promise((resolve, reject) => {
        onSent()
        const deadline = clock.wallMs() + SUBMIT_DEADLINE_MS
        call = connected.submit(request, new Metadata(), { deadline }, (error, response) => {
          if (error === null) return resolve(response)
          if (!FINAL.has(error.code)) return reject(error)
          const coded = codedOf(error.metadata)
          resolve({ accepted: false, refusal: error.details, conflict: false, coded })
        })
      })
    },
    close() {
      abort.abort()
      call?.cancel()
      client?.close()
    },
  }
}
