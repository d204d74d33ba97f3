import { Metadata } from '@grpc/grpc-js'
import { WallFeedClient, type WatchResponse } from '../../proto/gen/wall/v1/wall_feed.ts'
import type { Clock } from '../../domain/clock.ts'
import { CHANNEL_OPTIONS, plainChannels, type Channels } from './grpc-channel.ts'
import type { TimeSample, WatchFrom, WatchSource } from './source.ts'
import { msOf } from './wire-values.ts'

const TIME_DEADLINE_MS = 3_000

export function connectGrpcSource(
  address: string,
  clientId: string,
  clock: Clock,
  channels: Channels = plainChannels,
): WatchSource {
  const client = new WallFeedClient(address, channels.credentials(), CHANNEL_OPTIONS)
  let cancelStream: (() => void) | undefined
  return {
    async *watch(from: WatchFrom): AsyncIterable<WatchResponse> {
      const stream = client.watch({ epoch: from.epoch, afterRevision: from.afterRevision, clientId })
      cancelStream = () => stream.cancel()
      try {
        for await (const message of stream) yield message as WatchResponse
      } catch (error) {
        throw await channels.explain(error)
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
