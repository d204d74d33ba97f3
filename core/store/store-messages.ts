import type { CacheContent, CacheInfo, CachePosition, Row } from './rows.ts'
import type { StoreErrorCode } from './store-error.ts'

/** What the store's thread is asked, and what each question is answered with. */
export interface StoreCalls {
  open: { ask: { readonly path: string; readonly wallMs: number }; answer: OpenedCache }
  replace: { ask: Write; answer: string }
  apply: { ask: Write; answer: string }
  info: { ask: Record<string, never>; answer: CacheInfo }
  close: { ask: Record<string, never>; answer: boolean }
}

export interface Write {
  readonly rows: readonly Row[]
  readonly position: CachePosition
}

export interface OpenedCache {
  readonly content: CacheContent
  /** Where a damaged file was put. */
  readonly quarantined?: string
  /** Why the content is only in memory. */
  readonly notWritable?: string
}

export type StoreCall = keyof StoreCalls

export type StoreRequest = {
  readonly [K in StoreCall]: { readonly id: number; readonly call: K; readonly ask: StoreCalls[K]['ask'] }
}[StoreCall]

export type StoreReply =
  | { readonly id: number; readonly ok: true; readonly answer: StoreCalls[StoreCall]['answer'] }
  | { readonly id: number; readonly ok: false; readonly code: StoreErrorCode; readonly message: string }
