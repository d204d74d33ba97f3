import { batch, encode } from '../faulty-gateway/faulty-gateway.ts'
import { Unit } from '../../proto/gen/wall/v1/duty.ts'
import type { Change } from '../../proto/gen/wall/v1/wall_feed.ts'
import { Replay } from '../validators/replay.ts'

const UNIT_COUNT = 50
const EPOCH = 'frames'
const AT = { seconds: 1_000, nanos: 0 }

/** A gateway without a socket: the frames that an honest one would send, and what it holds. */
export class FrameCity {
  #latest = new Map<string, Change>()
  revision = 0

  constructor() {
    for (let count = 0; count < UNIT_COUNT; count++) this.append()
  }

  append(): Change {
    const change = this.next()
    this.revision++
    this.#latest.set(change.unit?.id ?? '', change)
    return change
  }

  /** The change that would come next. */
  next(): Change {
    const revision = this.revision + 1
    const unit = {
      ...Unit.decode(new Uint8Array()),
      id: `u-${revision % UNIT_COUNT}`,
      name: `At ${revision}`,
    }
    return { revision, committedAt: AT, unit }
  }

  digest(): string {
    const replay = new Replay()
    for (const { unit, revision } of this.#latest.values())
      replay.take({ key: `unit/${unit?.id}`, revision, removed: false })
    return replay.digest()
  }

  /** Everything, whoever asks: what was taken of a malformed frame is replaced by it. */
  list(): readonly Buffer[] {
    const changes = [...this.#latest.values()]
    return [
      encode({ snapshot: { epoch: EPOCH, totalCount: changes.length, changes, kinds: [] } }),
      this.bookmark(),
    ]
  }

  bookmark(): Buffer {
    const { revision } = this
    return encode({
      bookmark: { epoch: EPOCH, revision, digest: this.digest(), serverTime: AT, kindDigests: [] },
    })
  }

  batch(): Buffer {
    return batch([this.next()])
  }
}
