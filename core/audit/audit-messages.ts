import type { AuditHead, AuditRow } from './chain.ts'

/** What the audit's thread is asked, and what each question is answered with. */
export interface AuditCalls {
  'audit-open': { ask: AuditOpenAsk; answer: OpenedAudit }
  /** Adds the rows after the last one. */
  'audit-append': { ask: { readonly rows: readonly AuditRow[] }; answer: Appended }
  'audit-close': { ask: Record<string, never>; answer: boolean }
}

export interface AuditOpenAsk {
  /** A folder that is the audit's alone. */
  readonly dir: string
  readonly wallMs: number
}

export interface OpenedAudit {
  readonly head: AuditHead
  /** Sentences about what was found and must not be overlooked. */
  readonly troubles: readonly string[]
}

export interface Appended {
  readonly head: AuditHead
  /** A sentence, where the rows are written and something else is not. */
  readonly trouble?: string
}

export type AuditRequest = {
  readonly [K in keyof AuditCalls]: {
    readonly id: number
    readonly call: K
    readonly ask: AuditCalls[K]['ask']
  }
}[keyof AuditCalls]
