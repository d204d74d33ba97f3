import type { Act } from '../../domain/model/act.ts'
import { MEANS, OUTCOMES } from '../../domain/model/terms.ts'

export type ActKind = Act['kind']

/** In the order of their keys, 1 to 8. */
export const ACT_KINDS = [
  'acknowledge',
  'dispatch',
  'arrive',
  'handle',
  'pause',
  'return',
  'void',
  'note',
] as const satisfies readonly ActKind[]

/** 暂停 is granted for these reasons only; they travel in the words of the center. */
export const PAUSE_REASONS = [
  { word: 'partner', reason: '等待联动部门' },
  { word: 'safety', reason: '安全原因' },
  { word: 'testing', reason: '等待检测' },
  { word: 'order', reason: '上级指令' },
  { word: 'crowd', reason: '现场群体事件' },
] as const

/** The longest single pause of a handling clock. */
export const PAUSE_MINUTES = [10, 20, 30] as const

const MINUTE_MS = 60_000

/** What a person has entered so far, for all kinds at once: changing the kind loses nothing. */
export interface ActDraft {
  readonly kind: ActKind
  readonly unitId: string
  /** Free text: the reason, what to add to one from the list, or the note. */
  readonly text: string
  readonly pauseReason: string
  readonly pauseMinutes: number
  readonly approver: string
  readonly outcome: string
  readonly means: string
  readonly evidence: string
}

export type ActField =
  'unit' | 'text' | 'pauseReason' | 'pauseMinutes' | 'approver' | 'outcome' | 'means' | 'evidence'

const FIELDS: Record<ActKind, readonly ActField[]> = {
  acknowledge: ['unit'],
  dispatch: ['unit'],
  arrive: ['unit', 'text'],
  handle: ['unit', 'outcome', 'means', 'evidence', 'text'],
  pause: ['pauseReason', 'pauseMinutes', 'approver', 'text'],
  return: ['unit', 'text'],
  void: ['text'],
  note: ['text'],
}

/** Without these an act says nothing more than its name. */
const OPTIONAL: Partial<Record<ActKind, readonly ActField[]>> = { handle: ['text'], pause: ['text'] }

export function fieldsOf(kind: ActKind): readonly ActField[] {
  return FIELDS[kind]
}

export function isOptional(kind: ActKind, field: ActField): boolean {
  return OPTIONAL[kind]?.includes(field) ?? false
}

export function newDraft(unitIds: readonly string[]): ActDraft {
  const [unitId = ''] = unitIds
  return {
    kind: unitId === '' ? 'dispatch' : 'acknowledge',
    unitId,
    text: '',
    pauseReason: '',
    pauseMinutes: PAUSE_MINUTES[0],
    approver: '',
    outcome: '',
    means: '',
    evidence: '0',
  }
}

/** Fields that still need something, in the order in which they stand. Empty: it can be sent. */
export function missingIn(draft: ActDraft): readonly ActField[] {
  return fieldsOf(draft.kind).filter((field) => !isOptional(draft.kind, field) && !isFilled(draft, field))
}

function isFilled(draft: ActDraft, field: ActField): boolean {
  switch (field) {
    case 'unit':
      return draft.unitId !== ''
    case 'evidence':
      return /^\d{1,3}$/.test(draft.evidence.trim())
    case 'pauseMinutes':
      return PAUSE_MINUTES.some((minutes) => minutes === draft.pauseMinutes)
    default:
      return draft[field].trim() !== ''
  }
}

/** The act that a complete draft stands for; `undefined` while something is missing. */
export function actOf(draft: ActDraft): Act | undefined {
  if (missingIn(draft).length > 0) return undefined
  const { kind, unitId } = draft
  const text = draft.text.trim()
  switch (kind) {
    case 'acknowledge':
    case 'dispatch':
      return { kind, unitId }
    case 'arrive':
    case 'return':
      return { kind, unitId, reason: text }
    case 'handle':
      return handleOf(draft, text)
    case 'pause':
      return {
        kind,
        reason: text === '' ? draft.pauseReason : `${draft.pauseReason}:${text}`,
        approver: draft.approver.trim(),
        durationMs: draft.pauseMinutes * MINUTE_MS,
      }
    case 'void':
      return { kind, reason: text }
    case 'note':
      return { kind, text }
  }
}

function handleOf(draft: ActDraft, reason: string): Act | undefined {
  const outcome = OUTCOMES.find((word) => word === draft.outcome)
  const means = MEANS.find((word) => word === draft.means)
  if (outcome === undefined || means === undefined) return undefined
  return {
    kind: 'handle',
    unitId: draft.unitId,
    outcome,
    means,
    evidenceCount: Number(draft.evidence.trim()),
    reason,
  }
}

/** What was entered for an act that was not taken, to be mended and sent as a new one. */
export function draftOf(act: Act, unitIds: readonly string[]): ActDraft {
  const draft: ActDraft = { ...newDraft(unitIds), kind: act.kind }
  switch (act.kind) {
    case 'acknowledge':
    case 'dispatch':
      return { ...draft, unitId: act.unitId }
    case 'arrive':
    case 'return':
      return { ...draft, unitId: act.unitId, text: act.reason }
    case 'handle': {
      const { unitId, outcome, means, evidenceCount, reason } = act
      return { ...draft, unitId, outcome, means, evidence: String(evidenceCount), text: reason }
    }
    case 'pause': {
      const [pauseReason = '', ...more] = act.reason.split(':')
      const pauseMinutes = act.durationMs / MINUTE_MS
      return { ...draft, pauseReason, text: more.join(':'), approver: act.approver, pauseMinutes }
    }
    case 'void':
      return { ...draft, text: act.reason }
    case 'note':
      return { ...draft, text: act.text }
  }
}
