import { Metadata } from '@grpc/grpc-js'
import { WallFeedClient, type WatchResponse } from '../../proto/gen/wall/v1/wall_feed.ts'
import type { Clock } from '../../domain/clock.ts'
import { CHANNEL_OPTIONS, plainChannels, type Channels } from './grpc-channel.ts'
import { SourceError, type TimeSample, type WatchFrom, type WatchSource } from './source.ts'
import { msOf } from './wire-values.ts'

const TIME_DEADLINE_MS = 3_000

export function connectGrpcSource(
  address: string,
  clientId: string,
  clock: Clock,
  channels: Channels = plainChannels,
): WatchSource {
  const abort = new AbortController()
  let client: WallFeedClient | undefined
  return {
    async *watch(from: WatchFrom): AsyncIterable<WatchResponse> {
      await channels.reach(address, abort.signal)
      // Closed while the probe was under way: a channel made now would belong to nobody.
      abort.signal.throwIfAborted()
      client = new WallFeedClient(address, channels.credentials(), CHANNEL_OPTIONS)
      const { epoch, afterRevision, refetchKinds = [] } = from
      const stream = client.watch({ epoch, afterRevision, clientId, refetchKinds: [...refetchKinds] })
      abort.signal.addEventListener('abort', () => stream.cancel())
      try {
        for await (const message of stream) yield message as WatchResponse
      } catch (error) {
        throw await channels.explain(error)
      } finally {
        stream.cancel()
      }
    },
    time() {
      if (client === undefined) throw new SourceError('unreachable', 'There is no connection yet.')
      return measureTime(client, clock)
    },
    close() {
      abort.abort()
      client?.close()
    },
  }
}

function measureTime(client: WallFeedClient, clock: Clock): Promise<TimeSample> {
  return new Promise((resolve, reject) => {
    const sentMonotonicMs = clock.monotonicMs()
    const deadline = clock.wallMs() + TIME_DEADLINE_MS
    client.time({}, new Metadata(), { deadline }, (error, response) => {
      if (error !== null) return reject(error)
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
