import { credentials, Metadata, status, type ServiceError } from '@grpc/grpc-js'
import { WallFeedClient, type WatchResponse } from '../../proto/gen/wall/v1/wall_feed.ts'
import type { Clock } from '../../domain/clock.ts'
import type { LinkProblem } from '../../domain/view/link.ts'
import { SourceError, type TimeSample, type WatchFrom, type WatchSource } from './source.ts'
import { msOf } from './wire-values.ts'

const TIME_DEADLINE_MS = 3_000

/**
 * Detection of a dead peer takes keepalive time plus timeout. The channel is this source's own: a channel
 * that got stuck is thrown away with it. The window lets a long resume flow at full speed.
 */
const CHANNEL_OPTIONS = {
  'grpc.keepalive_time_ms': 10_000,
  'grpc.keepalive_timeout_ms': 5_000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.max_receive_message_length': 4 * 1024 * 1024,
  'grpc.use_local_subchannel_pool': 1,
  'grpc.enable_retries': 0,
  'grpc-node.flow_control_window': 4 * 1024 * 1024,
} as const

export function connectGrpcSource(address: string, clientId: string, clock: Clock): WatchSource {
  const client = new WallFeedClient(address, credentials.createInsecure(), CHANNEL_OPTIONS)
  let cancelStream: (() => void) | undefined
  return {
    async *watch(from: WatchFrom): AsyncIterable<WatchResponse> {
      const stream = client.watch({ epoch: from.epoch, afterRevision: from.afterRevision, clientId })
      cancelStream = () => stream.cancel()
      try {
        for await (const message of stream) yield message as WatchResponse
      } catch (error) {
        throw toSourceError(error)
      } finally {
        stream.cancel()
      }
    },
    time: () => measureTime(client, clock),
    close() {
      cancelStream?.()
      client.close()
    },
  }
}

function measureTime(client: WallFeedClient, clock: Clock): Promise<TimeSample> {
  return new Promise((resolve, reject) => {
    const sentMonotonicMs = clock.monotonicMs()
    const deadline = clock.wallMs() + TIME_DEADLINE_MS
    client.time({}, new Metadata(), { deadline }, (error, response) => {
      if (error !== null) return reject(toSourceError(error))
      resolve({
        sentMonotonicMs,
        serverReceivedMs: msOf(response.receivedAt) ?? 0,
        serverSentMs: msOf(response.sentAt) ?? 0,
        receivedMonotonicMs: clock.monotonicMs(),
        rate: response.rate > 0 ? response.rate : 1,
      })
    })
  })
}

function toSourceError(error: unknown): SourceError {
  const { code, details, message } = error as ServiceError
  return new SourceError(problemOf(code, details ?? ''), details ?? message ?? String(error))
}

function problemOf(code: number | undefined, details: string): LinkProblem {
  switch (code) {
    case status.UNAVAILABLE:
      return details.includes('stopping') ? 'stopping' : 'unreachable'
    case status.UNIMPLEMENTED:
    case status.UNKNOWN:
      return 'not-a-gateway'
    case status.INTERNAL:
      return details.includes('parsing') ? 'undecodable' : 'not-a-gateway'
    case status.RESOURCE_EXHAUSTED:
      return 'undecodable'
    case status.UNAUTHENTICATED:
    case status.PERMISSION_DENIED:
      return 'refused'
    case status.ABORTED:
      return 'too-slow'
    default:
      return 'other'
  }
}
