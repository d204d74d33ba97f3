/** The lists of a scene whose rows can be acted on, from the first to choose to the last. */
export const ROW_LISTS = ['board', 'newest', 'alarms'] as const
export type RowList = (typeof ROW_LISTS)[number]

export interface SelectableRow {
  readonly key: string
  /** Empty where a row is about no case. */
  readonly caseId: string
  /** On a page of its list that is not on the glass now. */
  readonly isAway?: boolean
}

/** Rows move while they are looked at: the choice stays with its row, and its place is kept for when it goes. */
export interface Selection extends SelectableRow {
  readonly list: RowList
  readonly index: number
}

export type RowsOf = Readonly<Record<RowList, readonly SelectableRow[]>>

/** One row down (1) or up (-1); from nothing, the first row of the first list that has one. */
export function moved(selection: Selection | undefined, rows: RowsOf, step: 1 | -1): Selection | undefined {
  const list = selection?.list ?? ROW_LISTS.find((name) => rows[name].length > 0)
  if (list === undefined) return undefined
  if (selection === undefined) return at(rows, list, 0)
  const here = rows[list].findIndex(({ key }) => key === selection.key)
  if (here >= 0) return at(rows, list, here + step)
  // The row has gone: the one that took its place is the next, the one before it the previous.
  return at(rows, list, step === 1 ? selection.index : selection.index - 1)
}

/** The next list that has rows, at about the same height. */
export function switched(selection: Selection | undefined, rows: RowsOf): Selection | undefined {
  if (selection === undefined) return moved(undefined, rows, 1)
  const here = ROW_LISTS.indexOf(selection.list)
  const others = [...ROW_LISTS.slice(here + 1), ...ROW_LISTS.slice(0, here)]
  const next = others.find((name) => rows[name].length > 0)
  if (next === undefined) return selection
  const onGlass = rows[next].filter(({ isAway }) => isAway !== true)
  return at({ ...rows, [next]: onGlass }, next, selection.index) ?? selection
}

function at(rows: RowsOf, list: RowList, index: number): Selection | undefined {
  const last = rows[list].length - 1
  const place = Math.max(0, Math.min(index, last))
  const row = rows[list][place]
  return row === undefined ? undefined : { list, index: place, key: row.key, caseId: row.caseId }
}
