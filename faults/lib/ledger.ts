import type { History } from '../validators/history.ts'
import type { LogTruth } from '../validators/log-truth.ts'

/** A recorded history and what it is judged by. */
export interface Ledger {
  readonly name: string
  readonly history: History
  readonly truth: LogTruth
}
