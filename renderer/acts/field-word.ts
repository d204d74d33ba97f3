import type { ActField, ActKind } from './act-draft.ts'

export type FieldWord = ActField | 'note' | 'more'

/** Free text is the reason of most acts, the whole of a note, and an addition to a reason from the list. */
export function fieldWord(kind: ActKind, field: ActField): FieldWord {
  if (field !== 'text') return field
  if (kind === 'note') return 'note'
  return kind === 'handle' || kind === 'pause' ? 'more' : 'text'
}
