import { computed, inject, onScopeDispose, provide, reactive, shallowRef, watchEffect } from 'vue'
import type { ComputedRef, InjectionKey, ShallowRef } from 'vue'
import type { CaseItem } from '../../domain/view/items.ts'
import { useWall, type WallView } from '../wall/use-wall.ts'
import { actOf, draftOf, newDraft, type ActDraft } from './act-draft.ts'
import { actRowsOf, latestByCase, type ActRow } from './act-rows.ts'
import {
  moved,
  switched,
  type RowList,
  type RowsOf,
  type SelectableRow,
  type Selection,
} from './selection.ts'

/** What is chosen, what is open, what is being typed. None of it is touched by what the core sends. */
export interface Acts {
  readonly rows: ComputedRef<readonly ActRow[]>
  readonly latest: ComputedRef<ReadonlyMap<string, ActRow>>
  readonly selection: ShallowRef<Selection | undefined>
  /** The case of the open sheet, as it was last known: it stays while somebody types, even when it has gone. */
  readonly subject: ShallowRef<CaseItem | undefined>
  readonly draft: ComputedRef<ActDraft | undefined>
  offer(list: RowList, rows: readonly SelectableRow[]): void
  move(step: 1 | -1): void
  switchList(): void
  open(caseId: string | undefined): void
  close(): void
  edit(change: Partial<ActDraft>): void
  /** Sends the draft of the open sheet, once, and closes it. `false` while something is missing. */
  submit(): boolean
}

const KEY: InjectionKey<Acts> = Symbol('acts')

export function provideActs(wall: WallView, newId: () => string): Acts {
  const offered = reactive<Record<RowList, readonly SelectableRow[]>>({ board: [], newest: [], alarms: [] })
  const drafts = reactive(new Map<string, ActDraft>())
  const selection = shallowRef<Selection>()
  const subject = shallowRef<CaseItem>()
  const rows = computed(() => {
    void wall.versions.act.value
    return actRowsOf(wall.replica.act.values(), wall.outbox.unsent.value)
  })
  watchEffect(() => {
    void wall.versions.case.value
    const known = subject.value && wall.replica.case.get(subject.value.id)
    if (known !== undefined) subject.value = known
  })
  const draft = computed(() => (subject.value === undefined ? undefined : drafts.get(subject.value.id)))
  const acts: Acts = {
    rows,
    latest: computed(() => latestByCase(rows.value)),
    selection,
    subject,
    draft,
    offer: (list, offer) => (offered[list] = offer),
    move: (step) => (selection.value = moved(selection.value, offered as RowsOf, step)),
    switchList: () => (selection.value = switched(selection.value, offered as RowsOf)),
    open(caseId) {
      const found = caseId === undefined ? undefined : wall.replica.case.get(caseId)
      if (found === undefined) return
      if (!drafts.has(found.id)) drafts.set(found.id, firstDraft(found, latestByCase(rows.value)))
      subject.value = found
    },
    close: () => (subject.value = undefined),
    edit(change) {
      if (subject.value !== undefined && draft.value !== undefined)
        drafts.set(subject.value.id, { ...draft.value, ...change })
    },
    submit() {
      const act = draft.value && actOf(draft.value)
      if (act === undefined || subject.value === undefined) return false
      const caseId = subject.value.id
      wall.outbox.submit({ id: newId(), caseId, act, madeMs: wall.nowMs.value ?? 0 })
      drafts.delete(caseId)
      subject.value = undefined
      return true
    },
  }
  provide(KEY, acts)
  return acts
}

/** A refused act is opened again as it was entered: mending it is not typing it anew. */
function firstDraft(item: CaseItem, latest: ReadonlyMap<string, ActRow>): ActDraft {
  const last = latest.get(item.id)
  const wasRefused = last?.state === 'refused' || last?.state === 'conflict'
  return wasRefused ? draftOf(last.act, item.unitIds) : newDraft(item.unitIds)
}

export function useActs(): Acts {
  const acts = inject(KEY)
  if (acts === undefined) throw new Error('A panel must stand inside a component that called provideActs.')
  return acts
}

/** Offers the rows of a list to the keys, and hands out which of them is chosen. */
export function useSelectable(list: RowList, rows: () => readonly SelectableRow[]) {
  const acts = useActs()
  const { survey, versions } = useWall()
  watchEffect(() => {
    void survey.value
    void versions.case.value
    acts.offer(list, rows())
  })
  // A list that is not on the glass any more offers nothing to the keys.
  onScopeDispose(() => acts.offer(list, []))
  const selectedKey = computed(() => {
    const chosen = acts.selection.value
    return chosen?.list === list ? chosen.key : undefined
  })
  function take(row: SelectableRow, index: number): void {
    acts.selection.value = { list, index, key: row.key, caseId: row.caseId }
    acts.open(row.caseId)
  }
  return { selectedKey, take, latest: acts.latest }
}
