import type { HostMessage } from '../../domain/view/contract.ts'
import type { Change, Entry, History } from '../validators/history.ts'
import type { LogTruth } from '../validators/log-truth.ts'
import { Replay } from '../validators/replay.ts'
import { Generations } from './generations.ts'

/** One message to a view, as much of it as the validators need. */
export interface ReplicaNote {
  readonly type: 'world' | 'delta'
  readonly revision: number
  /** Ids and names of units. */
  readonly upserts: readonly (readonly [string, string])[]
  readonly removes: readonly string[]
}

export function noteOf(message: HostMessage): ReplicaNote | undefined {
  if (!('delta' in message)) return undefined
  const { delta, link, type } = message
  return {
    type,
    revision: link.revision,
    upserts: (delta.upserts.unit ?? []).map(({ id, name }) => [id, name] as const),
    removes: delta.removes.unit ?? [],
  }
}

/** What a view was told, message by message. States of units are known by the names that they were given. */
export function readReplicaLedger(
  notes: readonly ReplicaNote[],
  truth: LogTruth,
  revisionOfName: ReadonlyMap<string, number>,
): History {
  return notes.map(replicaEntries(truth, revisionOfName))
}

/** Notes of one view, in order, in the words of the validators. */
export function replicaEntries(
  truth: LogTruth,
  revisionOfName: ReadonlyMap<string, number>,
): (note: ReplicaNote) => Entry {
  const generations = new Generations(truth)
  const replay = new Replay()
  return ({ type, revision, upserts, removes }) => {
    if (type === 'world') replay.clear()
    const changes: Change[] = [
      ...removes.map((id) => ({ key: `unit/${id}`, revision, removed: true })),
      ...upserts.map(([id, name]) => ({
        key: `unit/${id}`,
        revision: revisionOfName.get(name) ?? -1,
        removed: false,
      })),
    ]
    for (const change of changes) replay.take(change)
    const generation = generations.of(revision, replay.digest())
    return type === 'world'
      ? { type: 'list', generation, revision, changes }
      : { type: 'changes', generation, revision, changes, conflated: true }
  }
}
