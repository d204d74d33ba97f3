import { LogTruth, type LogChange } from '../validators/log-truth.ts'
import { Replay } from '../validators/replay.ts'

/** The same truth for whoever sees units only: all revisions stand, digests count units alone. */
export function unitsOnly(truth: LogTruth): LogTruth {
  return LogTruth.fromJSON(
    truth.toJSON().map((changes) => {
      const replay = new Replay()
      const ordered = [...changes].sort((a, b) => a.revision - b.revision)
      return ordered.map((change): LogChange => {
        if (change.key.startsWith('unit/')) replay.take(change)
        return { ...change, digest: replay.digest() }
      })
    }),
  )
}
