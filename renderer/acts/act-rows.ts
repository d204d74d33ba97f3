import type { Act } from '../../domain/model/act.ts'
import type { CodedSentence } from '../../domain/view/coded-sentence.ts'
import type { ActItem, ActState } from '../../domain/view/act-item.ts'
import type { UnsentAct } from './act-outbox.ts'

/** `sending`: made on this page, and the core has not shown that it has it. */
export type ShownState = ActState | 'sending'

export interface ActRow {
  readonly id: string
  readonly caseId: string
  readonly act: Act
  readonly state: ShownState
  readonly madeMs: number
  readonly reason?: string
  readonly coded?: CodedSentence
}

/** What somebody has to look at comes first, what is done last. */
const RANK: Record<ShownState, number> = { conflict: 0, refused: 0, sending: 1, queued: 1, accepted: 2 }

export const SHOWN_STATES = ['sending', 'queued', 'conflict', 'refused', 'accepted'] as const

/** Acts of people at this wall: with a bad answer, then without one, then accepted; each newest first. */
export function actRowsOf(known: Iterable<ActItem>, unsent: readonly UnsentAct[]): readonly ActRow[] {
  const rows: ActRow[] = [...known]
  const ids = new Set(rows.map(({ id }) => id))
  for (const act of unsent) if (!ids.has(act.id)) rows.push({ ...act, state: 'sending' })
  return rows.sort((a, b) => RANK[a.state] - RANK[b.state] || newestFirst(a, b))
}

/** The latest act on each case, for the mark on its row. */
export function latestByCase(rows: readonly ActRow[]): ReadonlyMap<string, ActRow> {
  const latest = new Map<string, ActRow>()
  for (const row of [...rows].sort(newestFirst)) if (!latest.has(row.caseId)) latest.set(row.caseId, row)
  return latest
}

export function countsOf(
  rows: readonly ActRow[],
): readonly { readonly state: ShownState; readonly count: number }[] {
  return SHOWN_STATES.map((state) => ({
    state,
    count: rows.filter((row) => row.state === state).length,
  })).filter(({ count }) => count > 0)
}

function newestFirst(a: ActRow, b: ActRow): number {
  return b.madeMs - a.madeMs || (a.id < b.id ? 1 : -1)
}
