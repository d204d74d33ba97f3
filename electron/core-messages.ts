import type { AuditEntry } from '../core/audit/audit.ts'

/** Main to core. With `view` comes the port of one page; `record` is for the audit. */
export type ToCore =
  | { readonly type: 'view' }
  | { readonly type: 'record'; readonly entry: AuditEntry }
  | { readonly type: 'stop' }

/** Core to main. */
export type FromCore =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly reason: string }
  | { readonly type: 'stopped' }
