import { WatchResponse } from '../../proto/gen/wall/v1/wall_feed.ts'
import { SourceError, type WatchFrom, type WatchSource } from '../../core/watch/source.ts'

/** Bytes as they would come off the wire, taken apart by the code that takes apart those. */
export function frameSource(frames: (from: WatchFrom) => Iterable<Uint8Array>): WatchSource {
  let isClosed = false
  return {
    async *watch(from) {
      for (const bytes of frames(from)) {
        if (isClosed) throw new SourceError('other', 'closed')
        yield decode(bytes)
      }
    },
    time: () => Promise.reject(new SourceError('other', 'this source has no clock')),
    close() {
      isClosed = true
    },
  }
}

/** The transport says the same of bytes that are no message. */
function decode(bytes: Uint8Array): WatchResponse {
  try {
    return WatchResponse.decode(bytes)
  } catch (error) {
    throw new SourceError('undecodable', `Response message parsing error: ${String(error)}`)
  }
}
